"""The second step of signing in: codes of an app (TOTP, RFC 6238), and recovery codes for who has lost the device.

The secrets are kept encrypted under the service's secret key, so that the database alone opens nothing.
"""

import base64
import hashlib
import hmac
import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyotp
from sqlmodel import Session, col, delete, func, select

from survey_service import accounts, audit, limits, staff_mails, staff_sessions
from survey_service.db import Database, now
from survey_service.errors import SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import County, RecoveryCode, StaffMember, StaffSession

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

DRIFT_STEPS = 1
RECOVERY_CODES = 10
RECOVERY_LENGTH = 16
# 80 bits a code, without the characters that are taken for one another
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ISSUER = "Ennakko"

Opened = tuple[Session, StaffSession, StaffMember]


class NotWaiting(SurveyServiceError):
    """No session waits for this: its minutes have passed, it has ended, or the step was taken already."""

    status = 409


class WrongCode(SurveyServiceError):
    """The code is not right, or it was used before."""

    status = 422


@dataclass(frozen=True)
class Standing:
    """Where a session and its account are: whether codes are `set_up`, and whether one is `signed_in` already.

    `by_service`: signed in through the county's own service, which has its own second step.
    """

    email: str
    set_up: bool
    signed_in: bool
    by_service: bool
    codes_left: int


@dataclass(frozen=True)
class SecondSteps:
    """The second steps of the accounts in `db`, under the service's `secret`.

    All that takes a code raises NotWaiting, WrongCode and limits.TooMany.
    """

    db: Database
    secret: str

    def offered(self, key: str) -> str:
        """The secret in base32 that a session may set up; the same at each look, and kept nowhere until it is taken."""
        return base64.b32encode(self._derived(f"second step of {key}")[:20]).decode()

    def standing(self, key: str) -> Standing:
        """Where a session is; raises NotWaiting when it has ended."""
        with self.db.reading() as session:
            found = staff_sessions.find(session, key)
            if found is None:
                raise NotWaiting
            kept, member = found
            return Standing(
                email=member.email,
                set_up=bool(member.second_step),
                signed_in=kept.confirmed_at is not None,
                by_service=kept.way == "service",
                codes_left=codes_left(session, member.id or 0),
            )

    def set_up(self, key: str, code: str) -> tuple[str, ...]:
        """Take the offered secret for the account of a session, once its first code is right: gives recovery codes.

        The session is signed in from then on.
        """
        with self._trying(key) as (session, kept, member):
            if member.second_step:
                raise NotWaiting
            offered = self.offered(key)
            _take(member, offered, code)
            member.second_step = self._box().encrypt(offered.encode()).decode()
            _note(session, member, "account.second_step_set_up")
            if kept.confirmed_at is None:
                kept.confirmed_at = now()
                _note(session, member, "account.sign_in")
            return _new_codes(session, member)

    def confirm(self, key: str, typed: str) -> None:
        """Sign a waiting session in, with a code of the app or a recovery code."""
        with self._trying(key) as (session, kept, member):
            if kept.confirmed_at is not None:
                raise NotWaiting
            self._check(session, member, typed)
            kept.confirmed_at = now()
            _note(session, member, "account.sign_in")

    def renew_codes(self, key: str, typed: str) -> tuple[str, ...]:
        """New recovery codes instead of all that were there."""
        with self._trying(key) as (session, _kept, member):
            self._check(session, member, typed)
            _note(session, member, "account.recovery_codes")
            return _new_codes(session, member)

    def take_away(self, key: str, typed: str) -> None:
        """Take the codes of one's own account away, to set them up on another device.

        The account's sessions end but this one, which waits for the second step again where the role asks for one.
        """
        with self._trying(key) as (session, kept, member):
            self._check(session, member, typed)
            accounts.clear_second_step(session, member)
            kept.ended_at = None
            if is_asked_of(session, member):
                kept.confirmed_at, kept.begun_at = None, now()
            _note(session, member, "account.second_step_taken_away")

    def _check(self, session: Session, member: StaffMember, typed: str) -> None:
        if not member.second_step:
            raise NotWaiting
        plain = "".join(filter(str.isalnum, typed)).upper()
        if len(plain) == RECOVERY_LENGTH:
            _spend(session, member, plain)
        else:
            _take(member, self._secret_of(member), plain)

    def _secret_of(self, member: StaffMember) -> str:
        from cryptography.fernet import InvalidToken

        try:
            return self._box().decrypt(member.second_step.encode()).decode()
        except InvalidToken:
            # the service's secret key is another one now: the recovery codes still help
            raise WrongCode from None

    @contextmanager
    def _trying(self, key: str) -> Iterator[Opened]:
        """The session and its account, for one attempt: counted before, and recorded when it fails."""
        with self.db.writing() as session:
            member = _found(session, key)[2]
            limits.note(session, (limits.CODES_OF_ACCOUNT, str(member.id)))
        try:
            with self.db.writing() as session:
                opened = _found(session, key)
                yield opened
                limits.forget(session, limits.CODES_OF_ACCOUNT, str(member.id))
        except WrongCode:
            with self.db.writing() as session:
                _note(session, member, "account.code_failed")
            raise

    def _box(self) -> "Fernet":
        from cryptography.fernet import Fernet

        return Fernet(base64.urlsafe_b64encode(self._derived("second steps")))

    def _derived(self, purpose: str) -> bytes:
        return hmac.new(self.secret.encode(), purpose.encode(), hashlib.sha256).digest()


def address(secret: str, email: str) -> str:
    """The address (otpauth) that an app reads out of the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def picture(secret: str, email: str) -> bytes:
    """The same as a QR code, in SVG."""
    import segno

    stream = io.BytesIO()
    segno.make(address(secret, email), micro=False).save(stream, kind="svg", scale=6, light="#fff")
    return stream.getvalue()


def is_asked_of(session: Session, member: StaffMember) -> bool:
    """Whether the county asks for a second step from who has this role."""
    return member.role in session.get_one(County, member.county_id).second_step_roles


def take_from(session: Session, jobs: Jobs, county_id: int, staff_id: int, actor: str) -> None:
    """An admin takes the second step from an account whose owner has lost device and codes, who is told by mail."""
    member = accounts.member_of(session, county_id, staff_id)
    accounts.clear_second_step(session, member)
    audit.record(session, county_id, actor, "account.second_step_reset", f"staff:{staff_id}")
    staff_mails.ask(session, jobs, "second_step_reset", member.email)


def codes_left(session: Session, staff_id: int) -> int:
    """How many recovery codes have not been used."""
    unused = (RecoveryCode.staff_id == staff_id, col(RecoveryCode.used_at).is_(None))
    return session.exec(select(func.count()).select_from(RecoveryCode).where(*unused)).one()


def _found(session: Session, key: str) -> Opened:
    """The session and its account, locked: the same code must not be taken twice at the same moment."""
    found = staff_sessions.find(session, key)
    if found is None:
        raise NotWaiting
    kept, member = found
    session.refresh(member, with_for_update=True)
    return session, kept, member


def _take(member: StaffMember, secret: str, code: str) -> None:
    """WrongCode unless it is the code of this half minute, the one before or the one after, and new."""
    app, given = pyotp.TOTP(secret), code.replace(" ", "").encode()
    present = app.timecode(now())
    for step in range(present - DRIFT_STEPS, present + DRIFT_STEPS + 1):
        if step > member.code_step and hmac.compare_digest(app.generate_otp(step).encode(), given):
            member.code_step = step
            return
    raise WrongCode


def _spend(session: Session, member: StaffMember, plain: str) -> None:
    unused = (RecoveryCode.staff_id == member.id, col(RecoveryCode.used_at).is_(None))
    code = session.exec(select(RecoveryCode).where(RecoveryCode.code_hash == _hash(plain), *unused)).first()
    if code is None:
        raise WrongCode
    code.used_at = now()
    _note(session, member, "account.recovery_code")


def _new_codes(session: Session, member: StaffMember) -> tuple[str, ...]:
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == member.id))
    plain = ["".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)]
    session.add_all(RecoveryCode(staff_id=member.id or 0, code_hash=_hash(code)) for code in plain)
    return tuple("-".join(code[i : i + 4] for i in range(0, RECOVERY_LENGTH, 4)) for code in plain)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()


def _note(session: Session, member: StaffMember, action: str) -> None:
    audit.record(session, member.county_id, member.email, action, f"staff:{member.id}")
