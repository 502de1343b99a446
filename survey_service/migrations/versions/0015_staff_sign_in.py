"""Roles with a last day, sessions, the second step, ways back for lost passwords; a log that only grows."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

from survey_service.db import UtcDateTime

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

MOMENT = UtcDateTime(timezone=True)
SQLITE = (
    """CREATE TRIGGER auditevent_stays BEFORE UPDATE ON auditevent
    BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
    """CREATE TRIGGER auditevent_kept BEFORE DELETE ON auditevent
    WHEN NOT EXISTS (SELECT 1 FROM auditdeletion d WHERE d.county_id = OLD.county_id AND OLD.at < d.before)
    BEGIN SELECT RAISE(ABORT, 'the log is only added to: no deletion was recorded'); END""",
    # INSERT OR REPLACE would delete without asking the trigger above
    """CREATE TRIGGER auditevent_new BEFORE INSERT ON auditevent
    WHEN EXISTS (SELECT 1 FROM auditevent e WHERE e.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END""",
    """CREATE TRIGGER auditdeletion_stays BEFORE UPDATE ON auditdeletion
    BEGIN SELECT RAISE(ABORT, 'a record of deletion stays'); END""",
    """CREATE TRIGGER auditdeletion_kept BEFORE DELETE ON auditdeletion
    BEGIN SELECT RAISE(ABORT, 'a record of deletion stays'); END""",
    """CREATE TRIGGER auditdeletion_new BEFORE INSERT ON auditdeletion
    WHEN NEW.before > datetime('now', '-1 year') OR EXISTS (SELECT 1 FROM auditdeletion d WHERE d.id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'the log of the last year stays'); END""",
)
POSTGRESQL = (
    """CREATE FUNCTION auditevent_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'DELETE' THEN
        IF EXISTS (SELECT 1 FROM auditdeletion d WHERE d.county_id = OLD.county_id AND OLD.at < d.before) THEN
          RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the log is only added to: no deletion was recorded';
      END IF;
      RAISE EXCEPTION 'the log is only added to';
    END $$""",
    """CREATE FUNCTION auditdeletion_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF TG_OP = 'INSERT' THEN
        IF NEW.before > now() - interval '1 year' THEN
          RAISE EXCEPTION 'the log of the last year stays';
        END IF;
        RETURN NEW;
      END IF;
      RAISE EXCEPTION 'a record of deletion stays';
    END $$""",
    """CREATE TRIGGER auditevent_only_grows BEFORE UPDATE OR DELETE ON auditevent
    FOR EACH ROW EXECUTE FUNCTION auditevent_only_grows()""",
    """CREATE TRIGGER auditevent_whole BEFORE TRUNCATE ON auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION auditevent_only_grows()""",
    """CREATE TRIGGER auditdeletion_stays BEFORE INSERT OR UPDATE OR DELETE ON auditdeletion
    FOR EACH ROW EXECUTE FUNCTION auditdeletion_stays()""",
    """CREATE TRIGGER auditdeletion_whole BEFORE TRUNCATE ON auditdeletion
    FOR EACH STATEMENT EXECUTE FUNCTION auditdeletion_stays()""",
)


def upgrade() -> None:
    op.add_column('county', sa.Column('second_step_roles', sa.JSON(), nullable=False, server_default='[]'))
    _staff_member()
    op.create_table('negotiatorround',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_negotiatorround_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_negotiatorround_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_negotiatorround')),
    sa.UniqueConstraint('staff_id', 'round_id', name=op.f('uq_negotiatorround_staff_id')),
    )
    op.create_index(op.f('ix_negotiatorround_round_id'), 'negotiatorround', ['round_id'])
    _sessions()
    _ways_back()
    _log()


def _staff_member() -> None:
    # plain ALTERs: other tables point at this one, so it cannot be made anew on SQLite
    for name, type_, default in (('subject', AutoString(), ''), ('second_step', AutoString(), ''), ('code_step', sa.Integer(), '0')):
        op.add_column('staffmember', sa.Column(name, type_, nullable=False, server_default=default))
    op.add_column('staffmember', sa.Column('last_day', sa.Date(), nullable=True))
    op.drop_column('staffmember', 'session_version')


def _sessions() -> None:
    op.create_table('staffsession',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('key_hash', AutoString(), nullable=False),
    sa.Column('way', sa.String(), nullable=False),
    sa.Column('browser', AutoString(), nullable=False),
    sa.Column('begun_at', MOMENT, nullable=False),
    sa.Column('confirmed_at', MOMENT, nullable=True),
    sa.Column('used_at', MOMENT, nullable=False),
    sa.Column('ended_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_staffsession_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staffsession')),
    sa.UniqueConstraint('key_hash', name=op.f('uq_staffsession_key_hash')),
    )
    op.create_index(op.f('ix_staffsession_staff_id'), 'staffsession', ['staff_id'])


def _ways_back() -> None:
    op.create_table('recoverycode',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', AutoString(), nullable=False),
    sa.Column('used_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_recoverycode_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recoverycode')),
    )
    op.create_index(op.f('ix_recoverycode_staff_id'), 'recoverycode', ['staff_id'])
    op.create_table('passwordlink',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', AutoString(), nullable=False),
    sa.Column('expires_at', MOMENT, nullable=False),
    sa.Column('used_at', MOMENT, nullable=True),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_passwordlink_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passwordlink')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_passwordlink_token_hash')),
    )
    op.create_index(op.f('ix_passwordlink_staff_id'), 'passwordlink', ['staff_id'])
    op.create_table('staffmail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', AutoString(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staffmail')),
    )


def _log() -> None:
    op.create_table('auditdeletion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('before', MOMENT, nullable=False),
    sa.Column('actor', AutoString(), nullable=False),
    sa.Column('reason', AutoString(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_auditdeletion_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_auditdeletion')),
    )
    op.create_index(op.f('ix_auditdeletion_county_id'), 'auditdeletion', ['county_id'])
    op.create_index('ix_auditevent_county_id_at', 'auditevent', ['county_id', 'at'])
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    raise NotImplementedError('what was kept since would be lost')
