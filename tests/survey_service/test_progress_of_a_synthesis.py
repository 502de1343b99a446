"""How the command tells how far it is: a bar on a terminal, lines everywhere else."""

import io

import pytest

from survey_service.commands.synthesise import progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _told(monkeypatch: pytest.MonkeyPatch, errors: io.StringIO, *, verbose: bool = False) -> str:
    monkeypatch.setattr("sys.stderr", errors)
    with progress(verbose=verbose) as tell:
        for stage, share in (("segments", 0.0), ("meaning", 0.25), ("meaning", 0.4), ("done", 1.0)):
            tell(stage, share)
    return errors.getvalue()


def test_a_terminal_gets_a_bar_that_reaches_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told(monkeypatch, _Terminal())

    assert "meaning" in told
    assert "100%" in told.splitlines()[-1]


@pytest.mark.parametrize(("errors", "verbose"), [(io.StringIO(), False), (_Terminal(), True)])
def test_a_log_gets_each_stage_once_in_a_line(
    monkeypatch: pytest.MonkeyPatch, errors: io.StringIO, verbose: bool
) -> None:
    assert _told(monkeypatch, errors, verbose=verbose) == "  0% segments\n 25% meaning\n100% done\n"
