"""The county's plan with its focus areas, and the programmes beside it."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None
# what every county began with when this came
AREAS = (
    ('mielen_hyvinvointi', 'Mielen hyvinvointi', 'Psykiskt välbefinnande'),
    ('elintavat', 'Elintavat', 'Levnadsvanor'),
    ('arjen_turvallisuus', 'Arjen turvallisuus', 'Trygghet i vardagen'),
    ('ehkaiseva_paihdetyo', 'Ehkäisevä päihdetyö', 'Förebyggande rusmedelsarbete'),
)
PROGRAMMES = (
    ('lapset_ja_nuoret', 'Lasten ja nuorten hyvinvointisuunnitelma', 'Välfärdsplan för barn och unga'),
    ('ikaantyneet', 'Ikäpoliittinen ohjelma', 'Äldrepolitiskt program'),
)


def upgrade() -> None:
    words = sqlmodel.sql.sqltypes.AutoString()
    op.create_table('plan',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('first_year', sa.Integer(), nullable=False),
    sa.Column('last_year', sa.Integer(), nullable=False),
    sa.Column('name_fi', words, nullable=False),
    sa.Column('name_sv', words, nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_plan_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_plan')),
    sa.UniqueConstraint('county_id', 'first_year', name=op.f('uq_plan_county_id'))
    )
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_plan_county_id'), ['county_id'], unique=False)

    op.create_table('programme',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('key', words, nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name_fi', words, nullable=False),
    sa.Column('name_sv', words, nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_programme_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_programme')),
    sa.UniqueConstraint('county_id', 'key', name=op.f('uq_programme_county_id'))
    )
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_programme_county_id'), ['county_id'], unique=False)

    op.create_table('focusarea',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('key', words, nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name_fi', words, nullable=False),
    sa.Column('name_sv', words, nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_focusarea_plan_id_plan')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_focusarea')),
    sa.UniqueConstraint('plan_id', 'key', name=op.f('uq_focusarea_plan_id'))
    )
    with op.batch_alter_table('focusarea', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_focusarea_plan_id'), ['plan_id'], unique=False)

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('focus_area_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_round_focus_area_id_focusarea'), 'focusarea', ['focus_area_id'], ['id'])

    for table in ('decision', 'knownphenomenon'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('programmes', words, nullable=False, server_default=''))

    _usual_plans(op.get_bind())


def _usual_plans(connection: sa.Connection) -> None:
    columns = {
        'county': ('id',),
        'plan': ('id', 'county_id', 'first_year', 'last_year', 'name_fi', 'name_sv'),
        'focusarea': ('plan_id', 'key', 'position', 'name_fi', 'name_sv'),
        'programme': ('county_id', 'key', 'position', 'name_fi', 'name_sv'),
    }
    county, plan, area, programme = (
        sa.table(name, *map(sa.column, names)) for name, names in columns.items()
    )
    for county_id in connection.execute(sa.select(county.c.id)).scalars().all():
        connection.execute(
            plan.insert().values(
                county_id=county_id, first_year=2026, last_year=2029,
                name_fi='Hyvinvointi- ja turvallisuussuunnitelma 2026–2029', name_sv='Välfärds- och säkerhetsplan 2026–2029',
            )
        )
        plan_id = connection.execute(sa.select(plan.c.id).where(plan.c.county_id == county_id)).scalar_one()
        for position, (key, fi, sv) in enumerate(AREAS):
            connection.execute(area.insert().values(plan_id=plan_id, key=key, position=position, name_fi=fi, name_sv=sv))
        for position, (key, fi, sv) in enumerate(PROGRAMMES):
            connection.execute(
                programme.insert().values(county_id=county_id, key=key, position=position, name_fi=fi, name_sv=sv)
            )


def downgrade() -> None:
    for table in ('knownphenomenon', 'decision'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('programmes')

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_round_focus_area_id_focusarea'), type_='foreignkey')
        batch_op.drop_column('focus_area_id')

    with op.batch_alter_table('focusarea', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_focusarea_plan_id'))

    op.drop_table('focusarea')
    with op.batch_alter_table('programme', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_programme_county_id'))

    op.drop_table('programme')
    with op.batch_alter_table('plan', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_plan_county_id'))

    op.drop_table('plan')
