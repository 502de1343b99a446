// What a save changes elsewhere on the page: which questions are asked, and how far each section is.
import { whenStill } from "./stillness.js";

export function showAsked(asked) {
  whenStill(() => {
    for (const [id, state] of Object.entries(asked)) {
      const element = document.getElementById(`k-${id}`);
      // never away from under somebody's hands
      if (element && !element.contains(document.activeElement)) element.hidden = state === "hidden";
    }
  });
}

export function showSections(sections) {
  for (const [id, html] of Object.entries(sections)) {
    for (const place of document.querySelectorAll(`[data-step="${id}"] .state`)) {
      if (place.outerHTML !== html) place.outerHTML = html;
    }
  }
}
