"""Logs as one JSON object a line: no link token, no answer's words, and of an error only where and of what kind."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

TOKEN = re.compile(r"(/(?:v|esittely|uusi-salasana)/)[A-Za-z0-9_-]{20,}")
HIDDEN = "***"
OURS = ("survey_service", "questionnaires", "synthesis", "reports")
WITH_HANDLERS_OF_THEIR_OWN = ("gunicorn.error", "dbos")


def configure() -> None:
    """Set up structlog and the standard library's logging for this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _place_of_error,
            _without_tokens,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s", stream=sys.stderr)
    for handler in logging.getLogger().handlers:
        handler.addFilter(_hide)
    for name in WITH_HANDLERS_OF_THEIR_OWN:
        logging.getLogger(name).addFilter(_hide)


def _place_of_error(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its kind and its lines of code: its words and its variables may hold an answer."""
    if event.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        event["error"] = kind.__name__ if kind else ""
        event["where"] = _lines(trace)
    return event


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)
    # a library's last lines alone would not say what we were doing
    ours = [frame for frame in frames[:-2] if any(f"/{name}/" in frame.filename for name in OURS)]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in (*ours, *frames[-2:])][-8:]


def _without_tokens(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = TOKEN.sub(rf"\1{HIDDEN}", value)
    return event


def _hide(record: logging.LogRecord) -> bool:
    message = record.getMessage()
    if record.exc_info:
        kind, _, trace = record.exc_info
        message = f"{message}: {kind.__name__ if kind else ''} {_lines(trace)}"
        record.exc_info = record.exc_text = None
    record.msg, record.args = TOKEN.sub(rf"\1{HIDDEN}", message), None
    return True
