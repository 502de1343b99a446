// What stands beside a question comes anew with every save. What was opened and begun there stays so, and what is new is
// told once.
import { mention } from "./telling.js";

const fieldsOf = (place) => [...place.querySelectorAll(".personal select, .personal input")];
const toDecide = (place) => [...place.querySelectorAll(".personal.notice")].map((notice) => notice.id);
const noticeOf = (details) => details.closest(".personal")?.id ?? "";

export function renew(place, html) {
  const values = new Map(fieldsOf(place).map((field) => [field.id, field.value]));
  const opened = new Set([...place.querySelectorAll("details[open]")].map(noticeOf));
  const known = new Set(toDecide(place));
  place.innerHTML = html;
  for (const field of fieldsOf(place)) field.value = values.get(field.id) ?? field.value;
  for (const details of place.querySelectorAll("details")) details.open ||= opened.has(noticeOf(details));
  if (toDecide(place).some((id) => !known.has(id))) mention("pointedOut");
}
