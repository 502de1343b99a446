import subprocess
import sys

HEAVY = ("matplotlib", "typst", "docx", "pptx", "xlsxwriter", "numpy", "flask", "sqlmodel")
MODULES = (
    "agenda",
    "briefing",
    "charts",
    "docx",
    "drawn_pictures",
    "files",
    "html",
    "outline",
    "pdf",
    "pptx",
    "response",
    "telling",
    "wording",
    "xlsx",
)


def test_importing_reports_loads_nothing_heavy():
    """The web process and `--help` import these modules; what draws and typesets loads when it is used."""
    code = "import sys\n" + "".join(f"import reports.{module}\n" for module in MODULES)
    code += f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert shown.strip() == ""
