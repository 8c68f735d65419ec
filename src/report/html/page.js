"use strict";
// Lists the findings and filters them. Everything that comes from a table goes in as text, never as markup.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const names = read("names");
  const rows = read("rows");
  const words = names.words;
  const LEVELS = ["error", "warning", "info", "waived"];
  // What stands where in a row.
  const [REQ, LEVEL, FILE, PLACE, HEADER, SUBJECT, PROVIDER, OBSERVED, TEXTS, SEE] = Array(10).keys();
  const sections = [...document.querySelectorAll(".group")];
  const whole = names.departments.length;
  const known = (text) => (typeof text === "number" ? names.texts[text] : text);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);

  function department(row) {
    const provider = row[PROVIDER];
    if (provider === null) return whole;
    const number = typeof provider === "number" ? names.providers[provider][1] : null;
    return number ?? names.others ?? names.unstated;
  }

  function provider(row) {
    const provider = row[PROVIDER];
    return typeof provider === "number" ? names.providers[provider][0] : provider ?? "";
  }

  // What a finding is filtered by: a number for each filter.
  const articles = names.articles.map(([key]) => key);
  const filters = [
    { key: "severity", labels: words.levels, values: LEVELS, of: (row) => row[LEVEL] },
    {
      key: "department",
      labels: [...names.departments, names.whole],
      values: [...names.departments, names.whole],
      of: department,
    },
    {
      key: "article",
      labels: names.articles.map(([, label]) => label),
      values: articles,
      of: (row) => names.requirements[row[REQ]].article,
    },
    { key: "file", labels: names.files, values: names.files, of: (row) => row[FILE] },
  ];
  const of = filters.map((filter) => Int32Array.from(rows, (row) => filter.of(row) ?? -1));

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function makeFilters() {
    const form = document.getElementById("filters");
    filters.forEach((filter, n) => {
      const counts = new Map();
      for (const value of of[n]) counts.set(value, (counts.get(value) ?? 0) + 1);
      const label = element("label", words.filters[n]);
      filter.select = element("select");
      filter.select.name = filter.key;
      filter.select.append(new Option(words.all, ""));
      filter.labels.forEach((text, value) => {
        const count = counts.get(value);
        if (count) filter.select.append(new Option(`${text} (${count})`, String(value)));
      });
      label.append(filter.select);
      form.append(label);
    });
    const reset = element("button", words.reset);
    reset.type = "button";
    reset.addEventListener("click", () => {
      for (const filter of filters) filter.select.value = "";
      changed();
    });
    form.append(reset);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
  }

  // The filters as the address has them: #severity=error&department=…
  function fromAddress() {
    const fragment = location.hash.slice(1);
    if (!fragment.includes("=")) return false;
    const asked = new URLSearchParams(fragment);
    for (const filter of filters) {
      const value = filter.values.indexOf(asked.get(filter.key));
      const has = [...filter.select.options].some((option) => option.value === String(value));
      filter.select.value = has ? String(value) : "";
    }
    return true;
  }

  function toAddress() {
    const asked = new URLSearchParams();
    for (const filter of filters) {
      if (filter.select.value !== "") asked.set(filter.key, filter.values[Number(filter.select.value)]);
    }
    const fragment = asked.toString();
    history.replaceState(null, "", fragment ? `#${fragment}` : "#findings");
  }

  function changed() {
    toAddress();
    apply();
  }

  // For each requirement the numbers of its findings that fit.
  let found = [];

  function apply() {
    const wanted = filters.map((filter) => (filter.select.value === "" ? null : Number(filter.select.value)));
    const active = wanted.map((value, n) => [value, of[n]]).filter(([value]) => value !== null);
    found = names.requirements.map(() => []);
    const counts = [0, 0, 0, 0];
    rows.forEach((row, n) => {
      if (active.every(([value, values]) => values[n] === value)) {
        found[row[REQ]].push(n);
        counts[row[LEVEL]] += 1;
      }
    });
    const [e, w, i, v] = counts;
    const n = e + w + i + v;
    const told = (active.length ? words.shown : words.unfiltered) + (v ? words.waived : "");
    const said = n ? fill(told, { n, all: rows.length, e, w, i, v }) : words.none;
    const shown = document.getElementById("shown");
    shown.replaceChildren(element("span", said));
    const asked = filters.filter((filter) => filter.select.value !== "");
    const named = asked.map((filter) => `${words.filters[filters.indexOf(filter)]} ${filter.labels[Number(filter.select.value)]}`);
    if (named.length) shown.append(element("span", ` ${words.only}${named.join(" · ")}`, "printed"));
    shown.dataset.counts = [n, e, w, i].join(" ");
    let first = true;
    for (const section of sections) {
      const mine = found[Number(section.dataset.number)];
      section.hidden = mine.length === 0;
      section.querySelector(".levels").replaceChildren(...levels(mine));
      open(section, mine.length > 0 && (first || n <= names.page));
      if (mine.length) first = false;
    }
  }

  function levels(mine) {
    const counts = [0, 0, 0, 0];
    for (const n of mine) counts[rows[n][LEVEL]] += 1;
    return counts.flatMap((count, level) =>
      count ? [element("span", `${words.levels[level]} ${count}`, `level ${LEVELS[level]}`), " "] : [],
    );
  }

  function open(section, isOpen) {
    section.classList.toggle("open", isOpen);
    section.querySelector("h3 button").setAttribute("aria-expanded", String(isOpen));
    section.querySelector(".live").replaceChildren();
    section.querySelector(".more")?.remove();
    if (isOpen) list(section, 0);
  }

  // Lists one page of a requirement's findings from a number on.
  function list(section, from) {
    const mine = found[Number(section.dataset.number)];
    const to = Math.min(from + names.page, mine.length);
    section.querySelector(".live").append(...mine.slice(from, to).map((n) => line(rows[n])));
    section.querySelector(".more")?.remove();
    if (to === mine.length) return;
    const left = mine.length - to;
    const more = element("button", fill(words.more, { k: Math.min(names.page, left), n: left }), "more");
    more.type = "button";
    more.addEventListener("click", () => list(section, to));
    section.querySelector(".body").append(more);
  }

  function line(row) {
    const made = element("tr");
    const cell = (head, lines) => {
      const cell = element("td");
      cell.dataset.head = words.heads[head];
      cell.append(...lines.filter(Boolean).map((text) => element("span", text)));
      made.append(cell);
      return cell;
    };
    const level = row[LEVEL];
    cell(0, []).append(element("span", words.levels[level], `level ${LEVELS[level]}`));
    cell(1, [row[PLACE], known(row[HEADER]), names.several ? names.files[row[FILE]] : ""]);
    cell(2, [row[SUBJECT], provider(row)]);
    cell(3, [row[OBSERVED], ...row[SEE]]);
    const shared = names.requirements[row[REQ]].shared;
    if (shared.includes(false)) {
      const told = row[TEXTS].map((text, n) => [words.texts[n], known(text), shared[n]]);
      const own = told.filter(([, text, isShared]) => !isShared && text);
      cell(4, own.map(([label, text]) => label + words.colon + text));
    }
    return made;
  }

  // Paper shows the first places of what fits the filters.
  function still() {
    for (const section of sections) {
      const mine = found[Number(section.dataset.number)];
      const first = mine.slice(0, names.examples);
      section.querySelector("tbody.still").replaceChildren(...first.map((n) => line(rows[n])));
      const left = mine.length - first.length;
      section.querySelector("p.still").textContent = left ? fill(words.unprinted, { n: left }) : "";
    }
  }

  function start() {
    document.documentElement.classList.add("scripted");
    if (!rows.length) return;
    makeFilters();
    const asked = fromAddress();
    apply();
    for (const section of sections) {
      const button = section.querySelector("h3 button");
      button.addEventListener("click", () => open(section, !section.classList.contains("open")));
    }
    const show = () => document.getElementById("findings").scrollIntoView();
    if (asked) show();
    addEventListener("hashchange", () => {
      if (!fromAddress()) return;
      apply();
      show();
    });
    addEventListener("beforeprint", still);
  }

  start();
})();
