"""Answering together."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table('signinattempt')
    op.create_table('attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_attempt'))
    )
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_attempt_subject'), ['subject'], unique=False)
        batch_op.create_index(batch_op.f('ix_attempt_at'), ['at'], unique=False)

    op.create_table('feedback',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('page', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('written_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('answer_by', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('told_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answered_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['answered_by'], ['staffmember.id'], name=op.f('fk_feedback_answered_by_staffmember')),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_feedback_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_feedback'))
    )
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_feedback_county_id'), ['county_id'], unique=False)

    op.create_table('linkrequest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('asked_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_linkrequest'))
    )
    op.create_table('decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=True),
    sa.Column('responsible', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('goal', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('action', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('cooperation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('follow_up', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('division', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('forum', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('due', sa.Date(), nullable=True),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_decision_county_id_county')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_decision_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_decision')),
    sa.UniqueConstraint('county_id', 'year', 'key', name=op.f('uq_decision_county_id'))
    )
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_decision_county_id'), ['county_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_decision_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('share',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('invitation_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('section_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_share_invitation_id_invitation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_share'))
    )
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_share_invitation_id'), ['invitation_id'], unique=False)

    op.create_table('keptpersonal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('words', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.Column('kept_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_keptpersonal_link_id_link')),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_keptpersonal_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_keptpersonal')),
    sa.UniqueConstraint('response_id', 'question_id', 'digest', name=op.f('uq_keptpersonal_response_id'))
    )
    with op.batch_alter_table('keptpersonal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_keptpersonal_response_id'), ['response_id'], unique=False)

    op.create_table('nameschecked',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('checked_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_nameschecked_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_nameschecked')),
    sa.UniqueConstraint('response_id', 'question_id', name=op.f('uq_nameschecked_response_id'))
    )
    with op.batch_alter_table('nameschecked', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_nameschecked_response_id'), ['response_id'], unique=False)

    op.create_table('reopening',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('section_ids', sa.JSON(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('until', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_reopening_response_id_response')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_reopening_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reopening'))
    )
    with op.batch_alter_table('reopening', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reopening_response_id'), ['response_id'], unique=False)

    op.create_table('rival',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('writer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('value', sa.JSON(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.Column('decided_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['decided_by'], ['link.id'], name=op.f('fk_rival_decided_by_link')),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_rival_link_id_link')),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_rival_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_rival'))
    )
    with op.batch_alter_table('rival', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rival_response_id'), ['response_id'], unique=False)
        batch_op.create_index('uq_rival_undecided', ['response_id', 'question_id', 'writer'], unique=True, sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))

    op.create_table('submission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('response_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('submitted_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('end', sa.String(), nullable=False),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_submission_link_id_link')),
    sa.ForeignKeyConstraint(['response_id'], ['response.id'], name=op.f('fk_submission_response_id_response')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission')),
    sa.UniqueConstraint('response_id', 'number', name=op.f('uq_submission_response_id'))
    )
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submission_response_id'), ['response_id'], unique=False)

    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('language_from', sa.String(), nullable=False, server_default='page'))
        batch_op.add_column(sa.Column('writer', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    with op.batch_alter_table('answerrevision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('writer', sqlmodel.sql.sqltypes.AutoString(), nullable=False, server_default=''))

    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('scan', sa.String(), nullable=False, server_default='none'))

    # a link to a section alone was handed out by no page; without its section it must not open all of them
    op.execute("DELETE FROM link WHERE kind = 'section'")
    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('share_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_link_share_id'), ['share_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_link_share_id_share'), 'share', ['share_id'], ['id'])
        batch_op.drop_column('section_id')

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.add_column(sa.Column('share_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_mail_share_id'), ['share_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_mail_share_id_share'), 'share', ['share_id'], ['id'])

    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.add_column(sa.Column('share_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('ready_at', survey_service.db.UtcDateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('names_asked', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('names_begun', sa.Integer(), nullable=False, server_default='0'))
        batch_op.drop_constraint(batch_op.f('uq_response_round_id'), type_='unique')
        batch_op.create_index('uq_response_own', ['round_id', 'organisation_id'], unique=True, sqlite_where=sa.text('share_id IS NULL'), postgresql_where=sa.text('share_id IS NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_response_share_id'), ['share_id'])
        batch_op.create_foreign_key(batch_op.f('fk_response_share_id_share'), 'share', ['share_id'], ['id'])

    _keep_what_was_submitted(op.get_bind())


def _keep_what_was_submitted(connection: sa.Connection) -> None:
    response, answer, submission = _tables('response', 'answer', 'submission')
    for row in connection.execute(sa.select(response).where(response.c.state == 'submitted')).all():
        answers = connection.execute(sa.select(answer).where(answer.c.response_id == row.id)).all()
        kept = {
            one.question_id: {
                'value': one.value, 'language': one.language, 'version': one.version, 'saved_at': one.saved_at.isoformat(),
            }
            for one in answers
        }
        connection.execute(
            submission.insert().values(
                response_id=row.id, number=1, answers=kept, submitted_at=row.submitted_at, end='',
            )
        )


def _tables(*names: str) -> list[sa.Table]:
    moment = survey_service.db.UtcDateTime(timezone=True)
    kinds = {
        'response': {'id': sa.Integer, 'state': sa.String, 'submitted_at': moment},
        'answer': {
            'response_id': sa.Integer, 'question_id': sa.String, 'value': sa.JSON, 'language': sa.String,
            'version': sa.Integer, 'saved_at': moment,
        },
        'submission': {
            'response_id': sa.Integer, 'number': sa.Integer, 'answers': sa.JSON, 'submitted_at': moment, 'end': sa.String,
        },
    }
    return [sa.Table(name, sa.MetaData(), *(sa.Column(*one) for one in kinds[name].items())) for name in names]


def downgrade() -> None:
    op.create_table('signinattempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_signinattempt'))
    )
    with op.batch_alter_table('signinattempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_signinattempt_subject'), ['subject'], unique=False)
    # what members of a council wrote has no place in the tables of before
    for query in (
        "DELETE FROM answerrevision WHERE answer_id IN (SELECT a.id FROM answer a JOIN response r ON r.id = a.response_id "
        "WHERE r.share_id IS NOT NULL)",
        "DELETE FROM answer WHERE response_id IN (SELECT id FROM response WHERE share_id IS NOT NULL)",
        "DELETE FROM attachment WHERE response_id IN (SELECT id FROM response WHERE share_id IS NOT NULL)",
        "DELETE FROM rival WHERE response_id IN (SELECT id FROM response WHERE share_id IS NOT NULL)",
        "DELETE FROM nameschecked WHERE response_id IN (SELECT id FROM response WHERE share_id IS NOT NULL)",
        "DELETE FROM keptpersonal WHERE response_id IN (SELECT id FROM response WHERE share_id IS NOT NULL)",
        "DELETE FROM response WHERE share_id IS NOT NULL",
        "UPDATE answer SET link_id = NULL WHERE link_id IN (SELECT id FROM link WHERE share_id IS NOT NULL)",
        "UPDATE answerrevision SET link_id = NULL WHERE link_id IN (SELECT id FROM link WHERE share_id IS NOT NULL)",
        "DELETE FROM rival",
        "DELETE FROM submission",
        "DELETE FROM keptpersonal",
        "DELETE FROM link WHERE share_id IS NOT NULL",
        "DELETE FROM mail WHERE share_id IS NOT NULL",
    ):
        op.execute(query)
    with op.batch_alter_table('response', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_response_share_id_share'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_response_share_id'), type_='unique')
        batch_op.drop_index('uq_response_own', sqlite_where=sa.text('share_id IS NULL'), postgresql_where=sa.text('share_id IS NULL'))
        batch_op.create_unique_constraint(batch_op.f('uq_response_round_id'), ['round_id', 'organisation_id'])
        batch_op.drop_column('names_begun')
        batch_op.drop_column('names_asked')
        batch_op.drop_column('ready_at')
        batch_op.drop_column('share_id')

    with op.batch_alter_table('mail', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_mail_share_id_share'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_mail_share_id'))
        batch_op.drop_column('share_id')

    with op.batch_alter_table('link', schema=None) as batch_op:
        batch_op.add_column(sa.Column('section_id', sa.VARCHAR(), nullable=True))
        batch_op.drop_constraint(batch_op.f('fk_link_share_id_share'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_link_share_id'))
        batch_op.drop_column('share_id')

    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_column('scan')

    with op.batch_alter_table('answerrevision', schema=None) as batch_op:
        batch_op.drop_column('writer')

    with op.batch_alter_table('answer', schema=None) as batch_op:
        batch_op.drop_column('language_from')
        batch_op.drop_column('writer')

    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submission_response_id'))

    op.drop_table('submission')
    with op.batch_alter_table('rival', schema=None) as batch_op:
        batch_op.drop_index('uq_rival_undecided', sqlite_where=sa.text('decided_at IS NULL'), postgresql_where=sa.text('decided_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_rival_response_id'))

    op.drop_table('rival')
    with op.batch_alter_table('reopening', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reopening_response_id'))

    op.drop_table('reopening')
    with op.batch_alter_table('nameschecked', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_nameschecked_response_id'))

    op.drop_table('nameschecked')
    with op.batch_alter_table('keptpersonal', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_keptpersonal_response_id'))

    op.drop_table('keptpersonal')
    with op.batch_alter_table('share', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_share_invitation_id'))

    op.drop_table('share')
    with op.batch_alter_table('decision', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_decision_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_decision_county_id'))

    op.drop_table('decision')
    with op.batch_alter_table('feedback', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_feedback_county_id'))

    op.drop_table('feedback')
    op.drop_table('linkrequest')
    with op.batch_alter_table('attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_attempt_at'))
        batch_op.drop_index(batch_op.f('ix_attempt_subject'))

    op.drop_table('attempt')