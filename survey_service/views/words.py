"""What the staff pages call things: states, kinds, roles, steps of the year."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from survey_service import troubles
from survey_service.errors import TableUnreadable
from survey_service.i18n import locale
from survey_service.troubles import HowItFared

STATES: dict[str, LazyString] = {
    "not_invited": _("Not invited"),
    "invited": _("Invited"),
    "accepted": _("Mail accepted"),
    "begun": _("Begun"),
    "draft": _("Draft"),
    "submitted": _("Submitted"),
    "mail_trouble": _("Mail not delivered"),
}
STATE_STYLES = {
    "invited": "status--info",
    "accepted": "status--info",
    "begun": "status--partial",
    "draft": "status--partial",
    "submitted": "status--done",
}
MAIL_STYLES = {
    "failed": "status--error",
    "bounced": "status--error",
    "complained": "status--error",
    "queued": "status--partial",
    "sending": "status--partial",
    "uncertain": "status--partial",
}
MAIL_STATES = tuple(troubles.STATES)
PLANNED: dict[str, LazyString] = {
    "invitation": _("Invitations to answer"),
    "reminder": _("Reminders to those who have not submitted"),
    "closing": _("Answering ends, and the synthesis is made"),
}
PLAN_STATES: dict[str, LazyString] = {
    "planned": _("Planned"),
    "done": _("Done"),
    "cancelled": _("Cancelled"),
    "not_sent": _("Not sent"),
}
PLAN_STYLES = {"planned": "status--info", "done": "status--done", "not_sent": "status--error"}
NOT_SENT: dict[str, LazyString] = {
    "unpublished": _("The questionnaire was not published."),
    "closed": _("The deadline had passed."),
    "no_answers": _("No answer had come in."),
}
UNREACHED: dict[str, LazyString] = {
    "no_contact": _("it has no contact who answers"),
    "undelivered": _("no mail gets through to any of its contacts"),
}
MAILS: dict[str, LazyString] = {
    "invitation": _("Invitation to answer"),
    "reminder": _("Reminder"),
    "receipt": _("Confirmation that the answer has arrived"),
    "reopened": _("The answer is open for changes"),
    "reopening_ended": _("The answer is closed again"),
    "naming": _("The network is asked to name phenomena"),
    "issues": _("A service is asked to reply to raised issues"),
    "reply": _("A service has replied to a raised issue"),
    "extended": _("More time to answer"),
    "selection": _("Invitation to choose"),
    "share": _("Link passed on to a colleague"),
    "link": _("Links asked for again"),
    "follow_up": _("An organisation is asked how its decisions come along"),
    "follow_up_reminder": _("Reminder about decisions"),
    "summons": _("Summons to the negotiation"),
    "cancellation": _("The negotiation is cancelled"),
}
MAIL_LANGUAGES: dict[str, LazyString] = {
    "fi": _("in Finnish"),
    "sv": _("in Swedish"),
    "fi_sv": _("in both, Finnish first"),
    "sv_fi": _("in both, Swedish first"),
}
MILESTONES: dict[str, LazyString] = {"late": _("late"), "now": _("now"), "next": _("next")}
MILESTONE_STYLES = {"late": "status--error", "now": "status--info", "next": ""}
KINDS: dict[str, LazyString] = {
    "kunta": _("Municipality"),
    "sote": _("Services of the county"),
    "pelastus": _("Rescue service"),
    "jarjesto": _("NGO council"),
    "muu": _("Other party"),
}
KINDS_TOGETHER: dict[str, LazyString] = {
    "kunta": _("municipalities"),
    "sote": _("services of the county"),
    "pelastus": _("the rescue service"),
    "jarjesto": _("the NGO council"),
    "muu": _("other parties"),
}
LANGUAGES: dict[str, LazyString] = {"fi": _("in Finnish"), "sv": _("in Swedish")}
ROLES: dict[str, LazyString] = {
    "hva_team": _("Hytetu team: sends, reads and confirms"),
    "coordination_group": _("Coordination group: reads, writes the standing blocks, names chairs and minute takers"),
    "negotiator": _("Negotiator: reads the briefings of the chosen rounds"),
    "admin": _("Administrator: all of that, the accounts and the log"),
}
ARCHIVE_STAGES: dict[str, LazyString] = {
    "responses": _("The responses are being packed"),
    "attachments": _("The attachments are being packed"),
    "briefings": _("The briefings are being packed"),
}
RECORDS: dict[str, LazyString] = {
    "responses": _("Responses"),
    "briefings": _("Briefings and choices"),
    "sending": _("Invitations and mails"),
    "feedback": _("Feedback on the service"),
}
RECORDS_HELD: dict[str, LazyString] = {
    "responses": _(
        "Everything that organisations wrote: drafts, all versions, attachments, marks and internal notes. "
        "The packages that are kept in the service go with them."
    ),
    "briefings": _("The syntheses and briefings with their quotes, the network's choices and the confirmed order."),
    "sending": _("Who was invited, the links and what became of each mail. They go after the responses and briefings."),
    "feedback": _("What was written about the service, with the addresses of those who wished for an answer."),
}
HINDRANCES: dict[str, LazyString] = {
    "no_package": _("An archive package has to be made and received first."),
    "not_received": _("The archive package has not been confirmed as received."),
    "outdated": _("Something is newer than the received package: a new one is needed first."),
    "being_made": _("A synthesis or a package is being made at the moment."),
    "others_first": _("The responses and the briefings have to be deleted first."),
}
DELETED_ROWS: dict[str, LazyString] = {
    "response": _("responses"),
    "submission": _("sent versions"),
    "answer": _("answers"),
    "answerrevision": _("earlier wordings"),
    "rival": _("texts beside answers"),
    "attachment": _("attachments"),
    "internalnote": _("internal notes"),
    "confidentiality": _("confidentiality marks"),
    "reopening": _("reopenings"),
    "nameschecked": _("findings of names"),
    "keptpersonal": _("reasons for keeping"),
    "indicatorchoice": _("choices of indicators"),
    "synthesisrun": _("syntheses"),
    "storedbriefing": _("briefings"),
    "selection": _("choices"),
    "confirmedorder": _("confirmed orders"),
    "invitation": _("invitations"),
    "link": _("links"),
    "share": _("links passed on"),
    "mail": _("mails"),
    "feedback": _("pieces of feedback"),
}
REQUEST_ACTS: dict[str, LazyString] = {
    "found": _("Searched"),
    "exported": _("Handed out"),
    "corrected": _("Corrected"),
    "erased": _("Erased"),
}
PERSON_GROUPS: dict[str, LazyString] = {
    "contacts": _("contacts"),
    "shares": _("links passed on"),
    "mails": _("mails"),
    "undelivered": _("notices of undelivered mail"),
    "feedback": _("pieces of feedback"),
    "link_requests": _("requests for a link"),
    "answers": _("answers"),
    "account": _("accounts"),
    "acts": _("entries of the log"),
}
PERSON_GROUPS_TITLES: dict[str, LazyString] = {
    "contacts": _("Contacts of organisations"),
    "shares": _("Links that were passed on"),
    "mails": _("Mails"),
    "undelivered": _("What mail systems said"),
    "feedback": _("Feedback on the service"),
    "link_requests": _("Requests for a link"),
    "answers": _("In answers"),
    "year": _("In what was written in the course of the year"),
    "account": _("Account of the staff"),
    "acts": _("Entries of the log"),
}
PERSON_STAYS: dict[str, LazyString] = {
    "mails": _("The address itself is not kept with them: they follow the contact."),
    "answers": _("Documents of the authority: they are corrected by their sender, and deleted when their time is out."),
    "year": _("Documents of the authority: they are deleted when their time is out."),
    "account": _("Accounts are closed on the page of accounts."),
    "acts": _("Log data on the use of the service, which is kept by law (906/2019, section 17)."),
}
WRITTEN_PLACES: dict[str, LazyString] = {
    "answer": _("as it stands now"),
    "beside": _("a text beside the answer"),
    "earlier_wording": _("an earlier wording"),
    "sent_version": _("a version that was sent"),
}
OF_THE_YEAR: dict[str, LazyString] = {
    "candidate": _("A candidate that the network named"),
    "reply": _("A reply to an issue"),
    "weighing": _("A comment of the network"),
    "confirmation": _("A reason for what was chosen"),
    "standing_block": _("A standing block of the agenda"),
    "appointment": _("An appointment in a negotiation"),
    "party_note": _("A note about a party of a negotiation"),
    "decision": _("A decision"),
    "progress_report": _("What was told of a decision"),
    "evaluation": _("The evaluation of a decision"),
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
THEMES: dict[str, LazyString] = {
    "mielen_hyvinvointi": _("Mental wellbeing"),
    "elintavat": _("Ways of living"),
    "arjen_turvallisuus": _("Safety in everyday life"),
    "ehkaiseva_paihdetyo": _("Preventive substance abuse work"),
}
BLOCKS: dict[str, LazyString] = {
    "plan_status": _("State of the regional wellbeing and safety plan"),
    "hyte_review": _("HYTE coefficient"),
}
ISSUE_STATES: dict[str, LazyString] = {
    "received": _("Received"),
    "asked": _("A service is asked"),
    "answered": _("Answered"),
    "let_out": _("Reply let out"),
}
ISSUE_STYLES = {"asked": "status--partial", "answered": "status--info", "let_out": "status--done"}
PURPOSES: dict[str, LazyString] = {
    "answer": _("Links to answer"),
    "select": _("Links to choose"),
    "name": _("Links to name phenomena"),
    "follow_up": _("Links to report on decisions"),
}
STAGES: dict[str, LazyString] = {
    "segments": _("Reading the answers"),
    "language": _("Working through the Finnish and the Swedish"),
    "meaning": _("Comparing what the answers mean"),
    "grouping": _("Grouping what belongs together"),
    "names": _("Naming the phenomena"),
    "done": _("Writing the briefing"),
}
DECISION: dict[str, LazyString] = {
    "key": _("Identifier"),
    "action": _("Decision"),
    "goal": _("Goal"),
    "cooperation": _("Cooperation"),
    "follow_up": _("Follow-up"),
    "division": _("Division of work"),
    "follow_up_action": _("Follow-up action"),
    "forum": _("Forum"),
    "organisation": _("Responsible"),
    "due": _("Due"),
    "programmes": _("Programmes"),
}
DECISION_FIELDS: dict[str, LazyString] = DECISION | {
    "organisation_id": _("Responsible organisation"),
    "responsible": _("Responsible person"),
    "item": _("Item of the agenda"),
    "matter": _("Matter"),
    "status": _("State"),
    "language": _("Language"),
}
REPORTED: dict[str, LazyString] = {
    "done": _("What has been done"),
    "obstacles": _("What stands in the way"),
    "next_step": _("Next step"),
}
FOLLOW_UP_STATES: dict[str, LazyString] = {
    "nothing": _("nothing told yet"),
    "partly": _("told in part"),
    "all": _("told"),
}
FOLLOW_UP_STYLES = {"nothing": "", "partly": "status--partial", "all": "status--done"}
STATUS_STYLES = {"tehty": "status--done", "kesken": "status--partial"}
EVALUATED: dict[str, LazyString] = {
    "effectiveness": _("Effectiveness"),
    "sufficiency": _("Sufficiency"),
    "alignment": _("Alignment"),
}
GRADES: dict[str, LazyString] = {"weak": _("weak"), "fair": _("fair"), "good": _("good")}
DECISION_STATES: dict[str, LazyString] = {"draft": _("draft"), "decided": _("decided"), "dropped": _("dropped")}
PAPERS: dict[str, LazyString] = {
    "minutes": _("Minutes"),
    "announcement": _("Announcement"),
    "media_message": _("Media message"),
    "agenda": _("Agenda"),
    "summons": _("Summons"),
    "material": _("Advance material"),
}
SUMMONS_HINDRANCES: dict[str, LazyString] = {
    "no_time": _("The negotiation has no time yet. Please set the day and the time before the summons is sent."),
    "no_place": _(
        "The negotiation has neither a place nor a remote link yet. Please set one before the summons is sent."
    ),
    "past": _("The time of the negotiation has passed. Please set a new one before the summons is sent."),
    "nobody": _("Nobody can be summoned: no organisation of this negotiation has been invited to answer yet."),
    "not_sent": _("Nobody has been summoned, so there is nothing to cancel."),
}
PARTY_NOTES: dict[str, LazyString] = {
    "quorum": _("Who may commit the party"),
    "internal": _("Notes for the county's negotiators"),
}
AGENDA_KINDS: dict[str, LazyString] = {
    "standing": _("Standing block"),
    "phenomenon": _("Chosen phenomenon"),
    "issue": _("Raised issue"),
    "own": _("Written by the team"),
}
AGENDA_CHANGES: dict[str, LazyString] = {
    "added": _("added"),
    "taken_in": _("taken onto the agenda"),
    "left_out": _("left out"),
    "minutes": _("minutes changed"),
    "renamed": _("renamed"),
    "moved": _("the order was changed"),
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
    "no_rows": _("%(file)s has headings, but no rows below them."),
    "cells": _(
        "%(file)s, row %(row)s: there are more cells than the heading has. "
        "A text that contains the separator must stand in quotes."
    ),
    "kind_of_figures": _("A file of the kind .json, .csv, .xlsx or .tsv is needed; %(file)s is none."),
    "no_json": _(
        "%(file)s is no whole JSON (line and column %(place)s). "
        "Please save it again with the browser's own saving, without opening it in between."
    ),
    "no_item": _("%(file)s, item %(row)s: this is no object in braces. Please save the file from Sotkanet again."),
    "no_figures": _(
        "%(file)s is neither a file of Sotkanet nor our template of TEAviisari. It has these headings: %(found)s."
    ),
    "no_regions": _(
        "%(file)s names areas by Sotkanet's own ids, which are not municipality numbers. "
        "Please take in Sotkanet's list of regions first; its link is on this page."
    ),
    "too_many_figures": _(
        "%(file)s has more than %(most)s figures of the county. Please take fewer indicators or years at a time."
    ),
}
FAULTS: dict[str, LazyString] = {
    "address": _("Please write a whole e-mail address, such as name@example.org."),
    "address_taken": _("This address has an account already."),
    "too_short": _("The password is too short. Please use at least 12 characters; a sentence is easy to remember."),
    "too_long": _("The password is too long. Please use at most 200 characters."),
    "past": _("The last day has passed already. Please write a day to come, or leave the field empty."),
    "old_password": _("The present password is not right. Please type it again."),
    "not_same": _("The two new passwords are not the same. Please type them again."),
}


def capital(text: str) -> str:
    """`text` with a capital at its beginning, the rest as it is."""
    return text[:1].upper() + text[1:]


def theme(key: str) -> str:
    """The name of a theme; a key that is not known as it is."""
    return str(THEMES.get(key, key))


def table_trouble(trouble: TableUnreadable) -> str:
    """Why a file of rows could not be read, as a sentence in the reader's language."""
    return str(TABLE_TROUBLES[trouble.reason]) % trouble.facts


def mail_state(mail: HowItFared) -> str:
    """How a mail has fared, in the reader's language."""
    return troubles.state_in_words(mail.state, locale())


def mail_state_word(state: str) -> str:
    """What a mail's state is called, in the reader's language."""
    return troubles.state_in_words(next(one for one in MAIL_STATES if one == state), locale())


def mail_trouble(mail: HowItFared) -> str:
    """What stands in a mail's way, as a sentence in the reader's language; empty when all is well."""
    return troubles.in_words(mail.trouble, locale())
