"""An encoder is chosen by name; E5 and lexical need no folder, anything else is one."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import SecretStr, ValidationError

from survey_service.commands.synthesise import command
from survey_service.encoders import encoder_named
from survey_service.settings import Settings
from synthesis.model import CannotSynthesise


def test_each_name_gives_its_encoder(tmp_path: Path) -> None:
    assert encoder_named("e5", tmp_path).name.startswith("multilingual-e5-small")
    assert encoder_named("lexical", tmp_path).name.startswith("character n-grams")
    with pytest.raises(CannotSynthesise, match="no folder of a sentence-transformers model"):
        encoder_named(str(tmp_path / "nowhere"), tmp_path)


def test_the_command_tells_in_a_sentence_that_a_folder_is_no_model(tmp_path: Path) -> None:
    answers = tmp_path / "answers.tsv"
    answers.write_text("answer_id\ttext\na1\tVanhusten yksinäisyys\n", encoding="utf-8")

    said = CliRunner().invoke(command, [str(answers), "--out", str(tmp_path / "out"), "--encoder", str(tmp_path)])

    assert said.exit_code == 2
    assert "is no folder of a sentence-transformers model" in said.output


def test_a_setting_that_is_no_encoder_stops_the_service(tmp_path: Path) -> None:
    secret = SecretStr("0123456789abcdef")

    assert Settings(secret_key=secret, encoder=str(tmp_path)).encoder == str(tmp_path)
    with pytest.raises(ValidationError, match="ENNAKKO_ENCODER"):
        Settings(secret_key=secret, encoder="nowhere")
