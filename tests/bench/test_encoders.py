"""The speed bench compares like with like, on texts of the demo."""

import pytest

from bench.encoders import NUMPY, main


@pytest.mark.long
def test_every_contestant_stands_in_the_table_and_agrees_with_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--texts", "4", "--rounds", "1"])

    _, heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.startswith("encoder")
    assert len(rows) == 3
    assert [row for row in rows if row.startswith(NUMPY)]
    assert all(float(row.split()[-4]) > 0.99 for row in rows)
