"""What the staff pages call things: states, kinds, roles, steps of the year."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service import troubles
from survey_service.errors import TableUnreadable
from survey_service.i18n import locale
from survey_service.invitations import Delivery

STATES: dict[str, LazyString] = {
    "not_invited": _("Not invited"),
    "invited": _("Invited"),
    "draft": _("Draft"),
    "submitted": _("Submitted"),
    "mail_trouble": _("Mail not delivered"),
}
STATE_STYLES = {"invited": "status--info", "draft": "status--partial", "submitted": "status--done"}
MAIL_STYLES = {"failed": "status--error", "queued": "status--partial", "sending": "status--partial"}
KINDS: dict[str, LazyString] = {
    "kunta": _("Municipality"),
    "sote": _("Services of the county"),
    "jarjesto": _("NGO council"),
    "muu": _("Other party"),
}
KINDS_TOGETHER: dict[str, LazyString] = {
    "kunta": _("municipalities"),
    "sote": _("services of the county"),
    "jarjesto": _("the NGO council"),
    "muu": _("other parties"),
}
LANGUAGES: dict[str, LazyString] = {"fi": _("in Finnish"), "sv": _("in Swedish")}
ROLES: dict[str, LazyString] = {
    "hva_team": _("Hytetu team: sends, reads and confirms"),
    "coordination_group": _("Coordination group: reads"),
    "admin": _("Administrator: all of that, and the accounts"),
}
STEPS: dict[str, LazyString] = {
    "teeman_valinta": _("Theme is chosen"),
    "kyselyn_laatiminen": _("Survey and pre-assignment are made"),
    "lahetys": _("Invitations are sent"),
    "vastaaminen": _("Answering the survey"),
    "koonti_ja_ilmiot": _("Synthesis and phenomena"),
    "nostojen_valinta": _("The network chooses"),
    "kutsut_ja_asialistat": _("Summonses and agendas"),
    "neuvottelut": _("Negotiations"),
    "tiedottaminen": _("Announcements"),
    "toimeenpano_ja_seuranta": _("Carrying out and follow-up"),
    "yhteenveto": _("Summary for the next year"),
}
WHO: dict[str, LazyString] = {
    "yhdyshenkiloverkosto": _("network of contact persons"),
    "hva_tiimi": _("Hytetu team"),
    "hva": _("wellbeing services county"),
    "kunta": _("municipalities"),
    "sote": _("social and health services"),
    "jarjestoneuvottelukunta": _("the NGO council"),
    "palvelualueet": _("service areas"),
    "verkostot": _("networks"),
}
STAGES: dict[str, LazyString] = {
    "segments": _("Reading the answers"),
    "language": _("Working through the Finnish and the Swedish"),
    "meaning": _("Comparing what the answers mean"),
    "grouping": _("Grouping what belongs together"),
    "names": _("Naming the phenomena"),
    "done": _("Writing the briefing"),
}
CHANGES: dict[str, LazyString] = {
    "kept": _("Kept as it was"),
    "added": _("New"),
    "removed": _("Left out"),
    "reworded": _("Worded anew"),
    "choices_changed": _("Other options"),
    "condition_changed": _("Asked after other answers"),
    "kind_changed": _("Another kind of question"),
}
DECISION: dict[str, LazyString] = {
    "key": _("Identifier"),
    "action": _("Decision"),
    "goal": _("Goal"),
    "cooperation": _("Cooperation"),
    "follow_up": _("Follow-up"),
    "division": _("Division of work"),
    "forum": _("Forum"),
    "organisation": _("Responsible"),
    "due": _("Due"),
}
DELIVERED: dict[str, LazyString] = {
    "given": _("given"),
    "partly": _("given in part"),
    "missing": _("missing"),
    "not_given": _("not given"),
}
TABLE_TROUBLES: dict[str, LazyString] = {
    "none_chosen": _("Please choose a file."),
    "kind": _("A file of the kind .xlsx, .csv or .tsv is needed; %(file)s is none."),
    "unopened": _("The file %(file)s could not be read. Please try again."),
    "malformed": _("The table in %(file)s is broken. Please check the quotes, or save it as .xlsx."),
    "broken_off": _("The text in %(file)s breaks off in the middle. Please save it again."),
    "not_utf8": _("The letters in %(file)s cannot be read. Please save it as .xlsx, or as CSV in UTF-8."),
    "no_workbook": _("%(file)s is no workbook that Excel would open. Please save it again."),
    "uncomputed": _("%(file)s, row %(row)s: a formula has no value yet. Please open the file, save it and try again."),
    "too_large": _("%(file)s is too large."),
    "empty": _("%(file)s is empty."),
    "columns": _("%(file)s has no column “%(missing)s”. Its headings are: %(found)s."),
    "twice": _("The column “%(column)s” stands in %(file)s more than once."),
    "too_many": _("%(file)s has more than %(most)s rows."),
}
FAULTS: dict[str, LazyString] = {
    "address": _("Please write a whole e-mail address, such as name@example.org."),
    "address_taken": _("This address has an account already."),
    "too_short": _("The password is too short. Please use at least 12 characters; a sentence is easy to remember."),
    "too_long": _("The password is too long. Please use at most 200 characters."),
    "old_password": _("The present password is not right. Please type it again."),
    "not_same": _("The two new passwords are not the same. Please type them again."),
}


def capital(text: str) -> str:
    """`text` with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def table_trouble(trouble: TableUnreadable) -> str:
    """Why a file of rows could not be read, as a sentence in the reader's language."""
    return str(TABLE_TROUBLES[trouble.reason]) % trouble.facts


def mail_state(mail: Delivery) -> str:
    """How a mail has fared, in the reader's language."""
    return troubles.state_in_words(mail.state, locale())


def mail_trouble(mail: Delivery) -> str:
    """What stands in a mail's way, as a sentence in the reader's language; empty when all is well."""
    return troubles.in_words(mail.trouble, locale())
