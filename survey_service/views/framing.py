"""A mail's own page, to be shown in a frame on one of ours."""

from flask import Response

# no script, nothing from anywhere, only the styles that stand in it; our page may frame it
FRAMED = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


def framed(html: str) -> Response:
    """The web page of a mail for a frame."""
    # links leave the frame: our pages refuse to be framed
    page = html.replace("<head>", '<head><base target="_top">', 1)
    return Response(page, headers={"Content-Security-Policy": FRAMED, "X-Frame-Options": "SAMEORIGIN"})
