"use strict";
// One section at a time; every change is kept in the browser; at the end a response file. No network, no library.

const facts = JSON.parse(document.getElementById("facts").textContent);
const words = facts.words;
const form = document.getElementById("form");
const pages = [...form.querySelectorAll("section.page")];
const key = ["assessor", facts.pack, facts.version, facts.perspective, facts.form].join("/");
const items = new Map(facts.items.map((item) => [item.id, item]));
let here = 0;
let respondent = "r" + [...crypto.getRandomValues(new Uint8Array(4))].map((n) => n.toString(16).padStart(2, "0")).join("");

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
const inputs = (item) => [...form.querySelectorAll(`[name="${item}"]`)];

// Answers: read from the page, and written into it.

function answerOf(item) {
  const fields = inputs(item.id);
  if (item.kind === "text") return fields[0].value.trim() || undefined;
  const ticked = fields.filter((field) => field.checked).map((field) => field.value);
  const marker = ticked.find((value) => facts.markers.includes(value));
  if (marker) return marker;
  if (item.kind === "count") {
    const typed = fields[0].value.trim();
    return /^\d{1,7}$/.test(typed) && Number(typed) <= item.highest ? Number(typed) : undefined;
  }
  if (item.kind === "tick") return ticked.length ? ticked.filter((value) => value !== "") : undefined;
  if (!ticked.length) return undefined;
  return item.places.length ? ticked[0] : Number(ticked[0]);
}

function show(item, value) {
  const marked = typeof value === "string" && facts.markers.includes(value);
  for (const field of inputs(item.id)) {
    if (field.type === "radio") field.checked = field.value === String(value);
    else if (field.type !== "checkbox") field.value = value === undefined || marked ? "" : String(value);
    else if (marked) field.checked = field.value === value;
    else field.checked = Array.isArray(value) && (value.length ? value.includes(field.value) : saysNone(field));
  }
}

// The box for none of these: ours has no value, a questionnaire's own has one.
function saysNone(field) {
  return "alone" in field.dataset && !facts.markers.includes(field.value);
}

function gathered() {
  const answers = {}, notes = {}, own = [];
  for (const item of facts.items) {
    const value = answerOf(item);
    if (value !== undefined) answers[item.id] = value;
  }
  for (const field of form.querySelectorAll("[data-note]")) if (field.value.trim()) notes[field.dataset.note] = field.value.trim();
  for (const group of form.querySelectorAll(".own")) {
    const ask = group.querySelector("[data-own=ask]").value.trim();
    const answer = group.querySelector("[data-own=answer]").value.trim();
    if (ask) own.push(answer ? { ask, answer } : { ask });
  }
  return { answers, notes, own };
}

// Routing: the same tests on ranges that every engine runs; what is not known is asked.

function outcome(tree, answers) {
  if (tree.parts) {
    const came = tree.parts.map((part) => outcome(part, answers));
    const least = { all: came.length, any: 1, at_least: tree.least }[tree.how];
    const sure = came.filter((each) => each === true).length;
    if (sure >= least) return true;
    return sure + came.filter((each) => each === null).length >= least ? null : false;
  }
  const item = items.get(tree.item), value = answers[tree.item];
  if (!item || value === undefined || value === "dont_know") return null;
  if (value === "does_not_apply") return false;
  const place = tree.option ? Number(value.includes(tree.option)) : item.places.length ? item.places.indexOf(value) : value;
  return tree.ranges.some(([low, high]) => low <= place && place <= high);
}

function asked(answers) {
  return facts.items.filter((item) => !item.only_if || outcome(item.only_if, answers) !== false);
}

// Keeping: what was typed stays in this browser until it is saved or erased.

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ respondent, agency: form.agency.value, ...gathered() }));
  } catch (error) {
    document.getElementById("storage").textContent = words.no_storage;
  }
}

function restore() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch (error) {
    document.getElementById("storage").textContent = words.no_storage;
  }
  if (!kept) return;
  respondent = kept.respondent;
  if (kept.agency) form.agency.value = kept.agency;
  for (const item of facts.items) if (item.id in kept.answers) show(item, kept.answers[item.id]);
  for (const field of form.querySelectorAll("[data-note]")) {
    field.value = kept.notes[field.dataset.note] ?? "";
    if (field.value) field.closest("details").open = true;
  }
  kept.own.forEach((own, place) => {
    const group = place ? another() : form.querySelector(".own");
    group.querySelector("[data-own=ask]").value = own.ask;
    group.querySelector("[data-own=answer]").value = own.answer ?? "";
  });
  document.getElementById("begin").textContent = words.go_on;
}

function erase() {
  if (!confirm(words.sure)) return;
  try {
    localStorage.removeItem(key);
  } catch (error) { /* nothing was kept */ }
  form.reset();
  for (const group of [...form.querySelectorAll(".own")].slice(1)) group.remove();
  document.getElementById("saved").textContent = "";
  document.getElementById("begin").textContent = words.begin;
  refresh();
  go(0);
  document.getElementById("storage").textContent = words.erased;
}

// Pages.

function refresh() {
  const { answers } = gathered();
  const open = new Set(asked(answers).map((item) => item.id));
  for (const item of facts.items) {
    const group = document.getElementById("item-" + item.id);
    group.hidden = !open.has(item.id);
    group.querySelector(".clear").hidden = answers[item.id] === undefined;
  }
}

function has(page) {
  const groups = [...page.querySelectorAll("fieldset[data-item]")];
  return !groups.length || groups.some((group) => !group.hidden);
}

function go(place, { focus = true } = {}) {
  here = place;
  pages.forEach((page, number) => { page.hidden = number !== place; });
  if (pages[place].id === "check") check();
  const heading = pages[place].querySelector("h2") || document.getElementById("start-title");
  document.title = heading.textContent + " – " + facts.title;
  if (focus) heading.focus();
  window.scrollTo(0, 0);
}

function step(by) {
  let place = here + by;
  while (place > 0 && place < pages.length - 1 && !has(pages[place])) place += by;
  go(Math.min(Math.max(place, 0), pages.length - 1));
}

function another() {
  const groups = form.querySelectorAll(".own");
  const number = groups.length + 1;
  const group = groups[0].cloneNode(true);
  group.querySelector("legend").textContent = filled(words.own_numbered, { number });
  for (const field of group.querySelectorAll("textarea")) {
    const id = field.id[0] + "-" + number;
    group.querySelector(`label[for="${field.id}"]`).htmlFor = id;
    field.id = id;
    field.value = "";
  }
  document.getElementById("owns").append(group);
  return group;
}

// The check page: every question with its answer, and a way back to it.

function said(item) {
  const fields = inputs(item.id);
  if (item.kind === "text") return fields[0].value.trim();
  const labels = fields.filter((field) => field.checked).map((field) => field.parentElement.textContent.trim());
  return labels.length ? labels.join("; ") : item.kind === "count" ? fields[0].value.trim() : "";
}

function check() {
  const { answers } = gathered();
  const open = asked(answers);
  const left = open.filter((item) => answers[item.id] === undefined).length;
  document.getElementById("left").textContent =
    left === 0 ? words.open_none : left === 1 ? words.open_one : filled(words.open_count, { count: left });
  const list = document.createElement("dl");
  for (const item of open) {
    const term = document.createElement("dt"), told = document.createElement("dd"), button = document.createElement("button");
    term.textContent = item.number + ". " + item.ask;
    told.textContent = (answers[item.id] === undefined ? "" : said(item)) || words.open;
    button.type = "button";
    button.textContent = words.change;
    button.setAttribute("aria-label", filled(words.change_this, { question: item.ask }));
    button.addEventListener("click", () => {
      const group = document.getElementById("item-" + item.id);
      go(pages.indexOf(group.closest("section.page")));
      group.scrollIntoView();
      group.querySelector("input, textarea").focus();
    });
    told.append(" ", button);
    list.append(term, told);
  }
  document.getElementById("answers").replaceChildren(list);
}

// The response file.

function response() {
  const { answers, notes, own } = gathered();
  const open = new Set(asked(answers).map((item) => item.id));
  const now = new Date();
  const date = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  const person = { id: respondent, perspective: facts.perspective, answers: {} };
  const aside = {};
  for (const [name, value] of Object.entries(answers)) (open.has(name) ? person.answers : aside)[name] = value;
  if (Object.keys(aside).length) person.set_aside = aside;
  if (Object.keys(notes).length) person.notes = notes;
  if (own.length) person.own_questions = own;
  return {
    response: 1, pack: { id: facts.pack, version: facts.version }, form: facts.form,
    agency: form.agency.value.trim(), date, respondents: [person],
  };
}

function save() {
  if (!form.agency.value.trim()) {
    go(0);
    form.agency.setAttribute("aria-invalid", "true");
    form.agency.focus();
    return;
  }
  const found = response();
  const agency = found.agency.normalize("NFKD").replace(/[^a-zA-Z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase() || "agency";
  const name = `${agency.slice(0, 40)}-${facts.perspective.replaceAll("_", "-")}-${found.date}-${respondent}.json`;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(found, null, 2) + "\n"], { type: "application/json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  document.getElementById("saved").textContent = filled(words.saved, { name }) + " " + words.again;
}

// Events.

form.addEventListener("change", (event) => {
  const field = event.target;
  if (field.type === "checkbox" && field.checked) {
    for (const other of inputs(field.name)) {
      if (other === field || other.type !== "checkbox") continue;
      if ("alone" in field.dataset || "alone" in other.dataset) other.checked = false;
    }
    const item = items.get(field.name);
    if (item.kind === "count") inputs(field.name)[0].value = "";
  }
});
form.addEventListener("input", (event) => {
  const field = event.target, item = items.get(field.name);
  if (item && item.kind === "count" && field.type === "text") {
    const typed = field.value.trim();
    if (typed) for (const other of inputs(field.name).slice(1)) other.checked = false;
    const good = !typed || (/^\d{1,7}$/.test(typed) && Number(typed) <= item.highest);
    document.getElementById("e-" + item.id).textContent = good ? "" : filled(words.bad_count, { highest: item.highest });
  }
  if (field === form.agency) field.removeAttribute("aria-invalid");
});
for (const name of ["input", "change"]) form.addEventListener(name, () => { refresh(); keep(); });
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("keydown", (event) => {
  // Enter in a one-line field must not send the form, nor jump ahead.
  if (event.key === "Enter" && event.target.tagName === "INPUT") event.preventDefault();
});
form.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.id === "begin" || button.classList.contains("next")) step(1);
  else if (button.classList.contains("back")) step(-1);
  else if (button.classList.contains("erase")) erase();
  else if (button.id === "save") save();
  else if (button.id === "more") another().querySelector("textarea").focus();
  else if (button.classList.contains("clear")) {
    const group = button.closest("fieldset");
    show(items.get(group.dataset.item), undefined);
    refresh();
    keep();
    group.querySelector("input, textarea").focus();
  }
});
document.body.classList.add("live");
restore();
refresh();
go(0, { focus: false });
