// Files: sent as soon as they are chosen, with their progress in words. They stay in their field until they have arrived.
import { fieldsOf } from "./delivering.js";
import { post } from "./sending.js";
import { word } from "./telling.js";

export function uploads(questions, say) {
  const withFiles = questions.filter((question) => question.fileField);

  // Too large a file is not sent at all.
  function fits(question) {
    const { file, fileField } = question;
    const most = Number(fileField.dataset.bytes);
    if (!most || file.size <= most) return true;
    question.refusedFile = file;
    question.wrong = { [fileField.id]: word("fileTooLarge", { file: file.name, size: Math.floor(most / 1_000_000) }) };
    question.showMistakes();
    return false;
  }

  function progress(question, text) {
    const place = document.getElementById(`p-${question.id}`);
    if (place && place.textContent !== text) place.textContent = text;
  }

  return {
    waiting: () => withFiles.filter((question) => question.file && question.file !== question.refusedFile && fits(question)),

    async send(question, address, key) {
      const { file, fileField } = question;
      const fields = [...fieldsOf(key, [question.entry]), [fileField.name, file]];
      progress(question, word("uploading", { file: file.name }));
      const told = (share) => progress(question, word("uploadingShare", { file: file.name, percent: Math.floor(share * 10) * 10 }));
      const answer = await post(address, fields, { progress: told });
      if (answer.unreachable) progress(question, word("notUploaded", { file: file.name }));
      say();
      return answer;
    },

    done(question, wrong) {
      const { file, fileField } = question;
      const isWrong = Object.keys(wrong).length > 0;
      progress(question, isWrong || !file ? "" : word("uploaded", { file: file.name }));
      if (isWrong) question.refusedFile = file;
      else fileField.value = "";
      if (isWrong) question.showMistakes();
    },
  };
}
