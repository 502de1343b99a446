// Saves the section while it is being written. Everything works without this; with it, nothing waits for a button.
// The protocol: docs/decisions/0015-nothing-is-lost.md.
import * as keeping from "./keeping.js";
import { deliver, fieldsOf, isLinkTrouble, showKept } from "./delivering.js";
import { Question } from "./question.js";
import { backOff, connection, post } from "./sending.js";
import { showAsked, showSections } from "./showing.js";
import { moment, number, tell, word } from "./telling.js";
import { uploads } from "./uploading.js";

const PAUSE_MS = 2_000;
const LONGEST_WAIT_MS = 10_000;
const LOOK_AGAIN_MS = 20_000;
const MOST_RENEWALS = 3;
const LEAVING_BYTES = 60_000; // browsers carry at most 64 KiB past the end of a page

const form = document.getElementById("answers");
const address = form.getAttribute("action");
const whose = form.elements.whose.value;
const questions = [...form.querySelectorAll(".question")].map((element) => new Question(element, form));
const files = uploads(questions, say);
const storing = keeping.works();
const tabs = new BroadcastChannel("ennakko");
const state = {
  timer: 0,
  since: 0, // when the oldest unsaved change was made
  running: null, // the save that is under way
  request: null, // its request, to be broken off when the page is left
  tries: 0, // how often the service could not be reached
  renewals: 0, // how often the form got a new key without any use
  ended: "", // why nothing can be saved until the link is open again, or never
  late: false, // everything is with the service, but the response was sent or closed meanwhile
  savedAt: "",
  pressed: false, // a button waits for the save
  insisting: false, // the save failed: a second press is not held back
  leaving: false, // everything is sent: the browser goes on by itself
};

const waiting = () => questions.filter((question) => question.toSend);
const entries = () => questions.filter((question) => question.unsaved).map((question) => question.entry);
const safeHere = () => questions.every((question) => !question.unsaved || question.kept) && !files.waiting().length;

function say() {
  const open = waiting().length + files.waiting().length;
  if (state.ended) tell("ended");
  else if (state.tries && open) tell(safeHere() ? "offline" : "offlineUnkept");
  else if (open) tell(state.running ? "saving" : "unsaved");
  else if (questions.some((question) => Object.keys(question.wrong).length && !question.focused)) tell("wrong");
  else if (state.late) tell("late");
  else if (state.savedAt && questions.some((question) => question.rivalled)) tell("rivals", { time: state.savedAt });
  else if (state.savedAt) tell("saved", { time: state.savedAt });
}

function keep() {
  for (const question of questions) {
    if (question.unsaved) question.kept = storing && keeping.keep(question.entry);
    else if (question.kept) {
      keeping.remove(question.entry);
      question.kept = false;
    }
  }
}

function schedule(wait) {
  window.clearTimeout(state.timer);
  state.timer = window.setTimeout(save, wait);
}

function written() {
  keep();
  say();
  // with the service out of reach, the next try has its time already
  if (state.ended || state.tries || state.running) return;
  state.since ||= Date.now();
  schedule(Math.min(PAUSE_MS, Math.max(0, state.since + LONGEST_WAIT_MS - Date.now())));
}

// One save at a time, of everything that has changed; what is written meanwhile waits for the next.
function save() {
  state.running ??= Promise.resolve()
    .then(pass)
    .finally(() => {
      state.running = null;
      if (waiting().length) written();
      say();
    });
  return state.running;
}

async function pass() {
  window.clearTimeout(state.timer);
  state.since = 0;
  refuseHopeless();
  for (const batch of batches()) {
    say();
    if (!(await send(batch))) return;
  }
  for (const question of state.ended ? [] : files.waiting()) {
    const answer = await files.send(question, address, form.elements.csrf_token.value);
    if (!(await settle(answer, new Map([[question, question.text]]), question))) return;
  }
}

// A text of twenty megabytes is told of at its field, without being sent every few seconds.
function refuseHopeless() {
  for (const question of waiting()) {
    const told = question.hopeless.map(([id, limit, over]) => [id, word("tooLong", { limit: number(limit), over: number(over) })]);
    if (told.length) question.refuse(question.text, Object.fromEntries(told));
  }
}

// Texts that were kept of an earlier page go out in its name, so that the service knows whose they follow on.
function batches() {
  const pages = new Map();
  for (const question of waiting()) pages.set(question.page, [...(pages.get(question.page) ?? []), question]);
  return [...pages.values()];
}

async function send(batch) {
  const texts = new Map(batch.map((question) => [question, question.text]));
  const fields = fieldsOf(form.elements.csrf_token.value, batch.map((question) => question.entry));
  state.request = new AbortController();
  const answer = await post(address, fields, { signal: state.request.signal });
  state.request = null;
  if (answer.trouble === "request_entity_too_large" && batch.length > 1) {
    for (const question of batch) if (!(await send([question]))) return false;
    return true;
  }
  return settle(answer, texts);
}

// Gives whether the service has dealt with what was sent.
async function settle(answer, texts, file = null) {
  if (answer.unreachable) {
    schedule(backOff(state.tries, answer.after));
    state.tries += 1;
    return false;
  }
  state.tries = 0;
  if (answer.data) state.renewals = 0;
  if (answer.trouble && !answer.data) return troubled(answer, texts, file);
  state.savedAt = answer.data.saved;
  for (const [question, text] of texts) take(question, text, answer.data, question === file);
  showAsked(answer.data.asked);
  showSections(answer.data.sections);
  state.late = Boolean(answer.trouble);
  if (state.late) showKept(answer.message, []);
  keep();
  return true;
}

function take(question, text, data, isFile) {
  const wrong = Object.fromEntries(Object.entries(data.wrong).filter(([id]) => question.owns(id)));
  const version = data.versions[question.id];
  const isNew = String(version) !== question.version;
  if (Object.keys(wrong).length) {
    question.refuse(text, wrong);
  } else {
    const { entry } = question;
    question.confirm(text, version);
    keeping.drop({ ...entry, fields: JSON.parse(text) });
    if (isNew && !isFile) tabs.postMessage({ whose, question: question.id, version, fields: JSON.parse(text) });
  }
  if (isFile) files.done(question, wrong);
  question.rivalled = data.rivals.includes(question.id);
  question.showBeside(data.beside[question.id]);
}

async function troubled(answer, texts, file) {
  if (answer.trouble === "request_entity_too_large") {
    for (const [question, text] of texts) question.refuse(text, { [question.controls[0].id]: word("tooLarge") });
    if (file) files.done(file, file.wrong);
    return true;
  }
  if (isLinkTrouble(answer.trouble) && (await reconnected(answer.message))) return false;
  if (!state.ended) end(answer.message);
  return false;
}

// The link may be open again, from another page of this browser: then its key is taken over.
async function reconnected(message) {
  const { data, unreachable } = await connection(document.getElementById("words").dataset.connection);
  if (data?.whose === whose && state.renewals < MOST_RENEWALS) {
    state.renewals += 1;
    state.ended = "";
    showKept("", []);
    form.elements.csrf_token.value = data.csrf_token;
    schedule(0);
    return true;
  }
  if (!unreachable) end(data?.whose && data.whose !== whose ? word("otherLink") : message);
  return false;
}

function end(message) {
  keep();
  state.ended = message || word("ended");
  showKept(state.ended, entries());
  say();
}

async function lookAgain() {
  if (state.ended) await reconnected(state.ended);
  else if (waiting().length || files.waiting().length) await save();
}

async function restore() {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const kept = await keeping.ofClosedPages(keeping.all(whose));
  const others = [];
  for (const entry of kept.filter((one) => one.section === form.dataset.section).reverse()) {
    const question = byId.get(entry.question);
    if (question?.has(entry)) keeping.remove(entry);
    else if (!question || question.unsaved || !question.fill(entry)) others.push(entry);
    else question.restored(word("restored", { moment: moment(entry.at) }));
  }
  const left = await deliver([...others, ...kept.filter((one) => one.section !== form.dataset.section)]);
  if (left.length) showKept(word("left"), left);
  keep();
  if (waiting().length) await save();
}

// What is too much to be carried past the end of the page stays in this browser.
function leave() {
  keep();
  if (state.leaving || state.ended) return;
  state.request?.abort();
  let room = LEAVING_BYTES;
  for (const batch of batches()) {
    const fields = fieldsOf(form.elements.csrf_token.value, batch.map((question) => question.entry));
    room -= new Blob([JSON.stringify(fields)]).size + 150 * fields.length;
    if (room > 0) post(address, fields, { keepalive: true });
  }
}

// A button saves first, so that a broken connection does not cost the page; pressed again, it goes on regardless.
async function press(event) {
  if (state.leaving || (state.insisting && (state.tries || state.ended))) {
    state.leaving = true;
    return;
  }
  event.preventDefault();
  if (state.pressed) return;
  state.pressed = true;
  do await save();
  while (waiting().length && !state.tries && !state.ended);
  state.pressed = false;
  state.insisting = Boolean(state.tries || state.ended);
  if (state.insisting) return;
  const refused = questions.find((question) => question.file && question.file === question.refusedFile);
  if (refused) return refused.fileField.focus();
  // a form cannot be submitted while its submit event is still going round
  await new Promise((resolve) => window.setTimeout(resolve, 0));
  state.leaving = true;
  // what the button said goes on with it, though it may have made way for newer buttons meanwhile
  if (!event.submitter || event.submitter.form === form) return form.requestSubmit(event.submitter);
  form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "act", value: event.submitter.value }));
  form.requestSubmit();
}

form.addEventListener("input", () => {
  state.insisting = false;
  written();
});
form.addEventListener("change", written);
form.addEventListener("focusout", (event) => {
  for (const question of questions) {
    if (!question.element.contains(event.target) || question.element.contains(event.relatedTarget)) continue;
    question.showMistakes();
    if (question.toSend && !state.tries) save();
  }
  say();
});
form.addEventListener("submit", press);
tabs.addEventListener("message", ({ data }) => {
  const question = questions.find((one) => one.id === data.question);
  if (data.whose !== whose || !question || question.unsaved) return;
  if (question.fill({ ...data, page: question.page })) question.confirm(question.text, data.version);
});
document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? save() : lookAgain()));
window.addEventListener("online", lookAgain);
window.addEventListener("pagehide", leave);
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  Object.assign(state, { leaving: false, pressed: false });
  lookAgain();
});
window.addEventListener("beforeunload", (event) => {
  keep();
  if (!state.leaving && !safeHere()) event.preventDefault();
});
window.setInterval(() => state.ended && lookAgain(), LOOK_AGAIN_MS);

// What this browser keeps takes the place of what browsers write back into forms, which tells no version.
if (storing) form.setAttribute("autocomplete", "off");
keeping.live(form.elements.page.value);
restore();
