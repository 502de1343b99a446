// A question that is not asked any more, by another answer, leaves a line that says that its text is kept.
const isWritten = (question) =>
  [...question.querySelectorAll("textarea, select, input")].some((field) =>
    ["radio", "checkbox"].includes(field.type) ? field.checked : field.type !== "hidden" && field.value.trim() !== "",
  );

for (const line of document.querySelectorAll('.kept[id^="n-"]')) {
  const question = document.getElementById(line.id.replace(/^n-/, "k-"));
  const follow = () => {
    line.hidden = !question.hidden || !isWritten(question);
  };
  new MutationObserver(follow).observe(question, { attributes: true, attributeFilter: ["hidden"] });
}
