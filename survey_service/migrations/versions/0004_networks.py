"""Networks as data, and what is settled before and prepared beside a round."""

import sqlalchemy as sa
import sqlmodel
import survey_service.db
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('network',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_network_county_id_county')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_network')),
    sa.UniqueConstraint('county_id', 'key', name=op.f('uq_network_county_id'))
    )
    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_network_county_id'), ['county_id'], unique=False)

    op.create_table('knownphenomenon',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=True),
    sa.Column('theme', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('description_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('description_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('indicators', sa.JSON(), nullable=False),
    sa.Column('sensitive', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['county_id'], ['county.id'], name=op.f('fk_knownphenomenon_county_id_county')),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_knownphenomenon_network_id_network')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_knownphenomenon')),
    sa.UniqueConstraint('county_id', 'key', name=op.f('uq_knownphenomenon_county_id'))
    )
    with op.batch_alter_table('knownphenomenon', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_knownphenomenon_county_id'), ['county_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_knownphenomenon_network_id'), ['network_id'], unique=False)

    op.create_table('negotiation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('service_area_id', sa.Integer(), nullable=True),
    sa.Column('starts_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('remote_link', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_negotiation_round_id_round')),
    sa.ForeignKeyConstraint(['service_area_id'], ['servicearea.id'], name=op.f('fk_negotiation_service_area_id_servicearea')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_negotiation')),
    sa.UniqueConstraint('round_id', 'service_area_id', name=op.f('uq_negotiation_round_id'))
    )
    with op.batch_alter_table('negotiation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_negotiation_round_id'), ['round_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_negotiation_service_area_id'), ['service_area_id'], unique=False)

    op.create_table('standingblock',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('text_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_standingblock_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_standingblock_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_standingblock')),
    sa.UniqueConstraint('round_id', 'kind', 'version', name=op.f('uq_standingblock_round_id'))
    )
    with op.batch_alter_table('standingblock', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_standingblock_round_id'), ['round_id'], unique=False)

    op.create_table('themechoice',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('theme', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('main', sa.Boolean(), nullable=False),
    sa.Column('chosen_on', sa.Date(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_themechoice_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_themechoice_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_themechoice'))
    )
    with op.batch_alter_table('themechoice', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_themechoice_round_id'), ['round_id'], unique=False)
        batch_op.create_index('uq_themechoice_main', ['round_id'], unique=True, sqlite_where=sa.text('main AND ended_at IS NULL'), postgresql_where=sa.text('main AND ended_at IS NULL'))

    op.create_table('appointment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('negotiation_id', sa.Integer(), nullable=False),
    sa.Column('duty', sa.String(), nullable=False),
    sa.Column('who', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['negotiation_id'], ['negotiation.id'], name=op.f('fk_appointment_negotiation_id_negotiation')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_appointment_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_appointment'))
    )
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_appointment_negotiation_id'), ['negotiation_id'], unique=False)

    op.create_table('issue',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('question_id', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_issue_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_issue_round_id_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issue')),
    sa.UniqueConstraint('round_id', 'key', name=op.f('uq_issue_round_id'))
    )
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issue_organisation_id'), ['organisation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_issue_round_id'), ['round_id'], unique=False)

    op.create_table('issuerequest',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('staff_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['issue_id'], ['issue.id'], name=op.f('fk_issuerequest_issue_id_issue')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_issuerequest_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_issuerequest_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issuerequest')),
    sa.UniqueConstraint('issue_id', 'organisation_id', name=op.f('uq_issuerequest_issue_id'))
    )
    with op.batch_alter_table('issuerequest', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issuerequest_issue_id'), ['issue_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_issuerequest_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('membership',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('network_id', sa.Integer(), nullable=False),
    sa.Column('contact_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['contact_id'], ['contact.id'], name=op.f('fk_membership_contact_id_contact')),
    sa.ForeignKeyConstraint(['network_id'], ['network.id'], name=op.f('fk_membership_network_id_network')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_membership')),
    sa.UniqueConstraint('network_id', 'contact_id', name=op.f('uq_membership_network_id'))
    )
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_membership_contact_id'), ['contact_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_membership_network_id'), ['network_id'], unique=False)

    op.create_table('candidate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('invitation_id', sa.Integer(), nullable=True),
    sa.Column('staff_id', sa.Integer(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('merged_into_id', sa.Integer(), nullable=True),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said_name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said_description', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('description_fi', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('description_sv', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('changed_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_candidate_invitation_id_invitation')),
    sa.ForeignKeyConstraint(['merged_into_id'], ['candidate.id'], name=op.f('fk_candidate_merged_into_id_candidate')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_candidate_round_id_round')),
    sa.ForeignKeyConstraint(['staff_id'], ['staffmember.id'], name=op.f('fk_candidate_staff_id_staffmember')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidate'))
    )
    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidate_invitation_id'), ['invitation_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_candidate_merged_into_id'), ['merged_into_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_candidate_round_id'), ['round_id'], unique=False)

    op.create_table('candidatesupport',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('invitation_id', sa.Integer(), nullable=False),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_candidatesupport_candidate_id_candidate')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitation.id'], name=op.f('fk_candidatesupport_invitation_id_invitation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidatesupport')),
    sa.UniqueConstraint('candidate_id', 'invitation_id', name=op.f('uq_candidatesupport_candidate_id'))
    )
    with op.batch_alter_table('candidatesupport', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidatesupport_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_candidatesupport_invitation_id'), ['invitation_id'], unique=False)

    op.create_table('issuereply',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('issue_id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('language', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('link_id', sa.Integer(), nullable=True),
    sa.Column('writer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('beside', sa.Boolean(), nullable=False),
    sa.Column('settled_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('released_at', survey_service.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('created_at', survey_service.db.UtcDateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['issue_id'], ['issue.id'], name=op.f('fk_issuereply_issue_id_issue')),
    sa.ForeignKeyConstraint(['link_id'], ['link.id'], name=op.f('fk_issuereply_link_id_link')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_issuereply_organisation_id_organisation')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_issuereply')),
    sa.UniqueConstraint('issue_id', 'organisation_id', 'version', name=op.f('uq_issuereply_issue_id'))
    )
    with op.batch_alter_table('issuereply', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issuereply_issue_id'), ['issue_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_issuereply_organisation_id'), ['organisation_id'], unique=False)

    _make_members()
    # SQLite would make the table anew in batch mode, and cannot: invitations and memberships point at its rows
    op.drop_column('contact', 'network')

    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('naming_deadline', survey_service.db.UtcDateTime(timezone=True), nullable=True))



def _make_members() -> None:
    """Whoever was marked as a member belongs to the county's first network from now on."""
    op.execute(
        "INSERT INTO network (county_id, key, name_fi, name_sv) "
        "SELECT DISTINCT organisation.county_id, 'yhdyshenkilot', 'Hytetu-yhdyshenkilöverkosto', "
        "'Nätverket av hytetu-kontaktpersoner' "
        "FROM contact JOIN organisation ON organisation.id = contact.organisation_id WHERE contact.network"
    )
    op.execute(
        "INSERT INTO membership (network_id, contact_id) SELECT network.id, contact.id "
        "FROM contact JOIN organisation ON organisation.id = contact.organisation_id "
        "JOIN network ON network.county_id = organisation.county_id WHERE contact.network"
    )


def downgrade() -> None:
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.drop_column('naming_deadline')

    op.add_column('contact', sa.Column('network', sa.BOOLEAN(), nullable=False, server_default=sa.false()))
    op.execute("UPDATE contact SET network = true WHERE id IN (SELECT contact_id FROM membership)")

    with op.batch_alter_table('issuereply', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issuereply_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_issuereply_issue_id'))

    op.drop_table('issuereply')
    with op.batch_alter_table('candidatesupport', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidatesupport_invitation_id'))
        batch_op.drop_index(batch_op.f('ix_candidatesupport_candidate_id'))

    op.drop_table('candidatesupport')
    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidate_round_id'))
        batch_op.drop_index(batch_op.f('ix_candidate_merged_into_id'))
        batch_op.drop_index(batch_op.f('ix_candidate_invitation_id'))

    op.drop_table('candidate')
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_membership_network_id'))
        batch_op.drop_index(batch_op.f('ix_membership_contact_id'))

    op.drop_table('membership')
    with op.batch_alter_table('issuerequest', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issuerequest_organisation_id'))
        batch_op.drop_index(batch_op.f('ix_issuerequest_issue_id'))

    op.drop_table('issuerequest')
    with op.batch_alter_table('issue', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issue_round_id'))
        batch_op.drop_index(batch_op.f('ix_issue_organisation_id'))

    op.drop_table('issue')
    with op.batch_alter_table('appointment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_appointment_negotiation_id'))

    op.drop_table('appointment')
    with op.batch_alter_table('themechoice', schema=None) as batch_op:
        batch_op.drop_index('uq_themechoice_main', sqlite_where=sa.text('main AND ended_at IS NULL'), postgresql_where=sa.text('main AND ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_themechoice_round_id'))

    op.drop_table('themechoice')
    with op.batch_alter_table('standingblock', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_standingblock_round_id'))

    op.drop_table('standingblock')
    with op.batch_alter_table('negotiation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_negotiation_service_area_id'))
        batch_op.drop_index(batch_op.f('ix_negotiation_round_id'))

    op.drop_table('negotiation')
    with op.batch_alter_table('knownphenomenon', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_knownphenomenon_network_id'))
        batch_op.drop_index(batch_op.f('ix_knownphenomenon_county_id'))

    op.drop_table('knownphenomenon')
    with op.batch_alter_table('network', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_network_county_id'))

    op.drop_table('network')
