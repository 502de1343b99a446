import json
import subprocess
import sys

PROGRAM = """
import logging, structlog
from survey_service import logs
logs.configure()
token = "/v/" + "x" * 43
structlog.get_logger().info("opened", path=token)
logging.getLogger("web").warning("GET %s", token)
try:
    answer = "Meillä jonot ovat pitkät"
    raise ValueError(answer)
except ValueError:
    structlog.get_logger().exception("failed", run=7)
"""


def test_neither_tokens_nor_words_of_answers_reach_the_log() -> None:
    out = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stderr

    lines = [json.loads(line) for line in out.splitlines() if line.startswith("{")]
    assert "x" * 20 not in out
    assert "jonot" not in out
    assert lines[0]["path"] == "/v/***"
    assert (lines[1]["error"], lines[1]["run"]) == ("ValueError", 7)
    assert "/v/***" in out.splitlines()[1]
