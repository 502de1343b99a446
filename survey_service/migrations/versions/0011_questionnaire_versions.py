"""Versions of questionnaires, and the counties' own templates."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

ANSWERED = ('answer', 'answerrevision', 'rival', 'submission')


def upgrade() -> None:
    versions = op.create_table('questionnaireversion',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('questionnaire', sa.JSON(), nullable=False),
    sa.Column('made_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('made_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('notes', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_questionnaireversion_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_questionnaireversion')),
    sa.UniqueConstraint('round_id', 'number', name=op.f('uq_questionnaireversion_round_id'))
    )
    with op.batch_alter_table('questionnaireversion', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_questionnaireversion_round_id'), ['round_id'], unique=False)
    op.create_table('template',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('theme', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('questionnaire', sa.JSON(), nullable=False),
    sa.Column('changed_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_template_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_template')),
    sa.UniqueConstraint('county_id', 'theme', name=op.f('uq_template_county_id'))
    )
    with op.batch_alter_table('template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_template_county_id'), ['county_id'], unique=False)
    for name in (*ANSWERED, 'round'):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.add_column(sa.Column('questionnaire_version', sa.Integer(), server_default='1', nullable=False))
    _keep_what_was_published(versions)


def _keep_what_was_published(versions: sa.Table) -> None:
    rounds = sa.table('round', sa.column('id'), sa.column('questionnaire', sa.JSON()),
                      sa.column('published_at', survey_service.db.UtcDateTime(timezone=True)))
    acts = sa.table('auditevent', sa.column('id'), sa.column('actor'), sa.column('action'), sa.column('thing'))
    connection = op.get_bind()
    for row in connection.execute(sa.select(rounds).where(rounds.c.published_at.is_not(None))).all():
        wanted = acts.c.action == 'round.publish', acts.c.thing == f'round:{row.id}'
        actor = connection.execute(sa.select(acts.c.actor).where(*wanted).order_by(acts.c.id.desc())).scalar()
        connection.execute(versions.insert().values(
            round_id=row.id, number=1, questionnaire=row.questionnaire, made_at=row.published_at,
            made_by=actor or '', why='', notes=[]))


def downgrade() -> None:
    for name in (*ANSWERED, 'round'):
        with op.batch_alter_table(name, schema=None) as batch_op:
            batch_op.drop_column('questionnaire_version')
    op.drop_table('template')
    op.drop_table('questionnaireversion')
