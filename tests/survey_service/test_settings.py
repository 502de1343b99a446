import pytest
from pydantic import ValidationError

from survey_service.settings import Settings

SECRET = "a secret of the tests, long enough"


@pytest.mark.parametrize("secret", ["", "changeme", "short"])
def test_a_placeholder_is_no_secret(secret: str) -> None:
    with pytest.raises(ValidationError, match="at least 16 characters"):
        Settings(secret_key=secret)


@pytest.mark.parametrize("address", ["http://kysely.example", "kysely.example", "http://127.0.0.1.kysely.example"])
def test_links_that_leave_this_machine_are_encrypted(address: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        Settings(secret_key=SECRET, base_url=address)


@pytest.mark.parametrize("address", ["https://kysely.example/", "http://127.0.0.1:8000", "http://localhost:8000"])
def test_an_address_is_kept_without_its_last_slash(address: str) -> None:
    assert Settings(secret_key=SECRET, base_url=address).base_url == address.rstrip("/")


def test_mails_go_out_encrypted_unless_somebody_says_otherwise() -> None:
    assert Settings(secret_key=SECRET).smtp_security == "starttls"
