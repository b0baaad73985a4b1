// The site's one script: search as you type, facets, comparing, the status on a day. Everything that it adds can be
// read without it on the lists and on the models' pages. It writes text into pages as text, never as markup.
"use strict";

/** Index files are scripts that call `proofmark.take`: browsers load scripts from a folder, too. */
const proofmark = (() => {
  const root = new URL(".", document.currentScript.src);
  const held = {};
  function load(name) {
    held[name] ??= {};
    held[name].promise ??= new Promise((done, failed) => {
      held[name].done = done;
      const script = document.createElement("script");
      script.src = new URL(`index/${name}.js`, root);
      script.onerror = () => { delete held[name]; failed(new Error(name)); };
      document.head.append(script);
    });
    return held[name].promise;
  }
  return { root, load, take: (name, value) => held[name]?.done(value) };
})();

/* The index */

/** A column's codes: digits of base 91, from `#` to `~` without the backslash. */
function codes([width, text]) {
  const out = new Array(text.length / width);
  for (let at = 0, place = 0; at < text.length; place += 1) {
    let code = 0;
    for (const end = at + width; at < end; at += 1) {
      const unit = text.charCodeAt(at);
      code = code * 91 + unit - 35 - (unit > 92 ? 1 : 0);
    }
    out[place] = code;
  }
  return out;
}

/** Names as they are compared: without case, spaces and hyphens; then characters that look alike made one. */
const fold = (text) => text.toLowerCase().replace(/[\s_\-\u2010-\u2014\u2212]/g, "");
const lookalike = (folded) => folded.replace(/o/g, "0").replace(/[il]/g, "1");
const wordsOf = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

function signature(text) {
  let bits = 0;
  for (let at = 0; at < text.length; at += 1) bits |= 1 << (text.charCodeAt(at) & 31);
  return bits;
}

function ones(bits) {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count += 1;
  return count;
}

/** The address of a page as the publisher makes it of a short name in ASCII. */
function slug(name) {
  let text = "", pending = "";
  for (const one of name.toLowerCase()) {
    if (/[a-z0-9]/.test(one)) {
      if (text) text += pending;
      pending = "";
      text += one;
    } else {
      pending = one === "." && !pending ? "." : "-";
    }
  }
  return text || "unnamed";
}

/** A name with what it is compared by. */
function spelled(name) {
  const folded = fold(name), look = lookalike(folded);
  return { name, folded, look, bits: signature(look) };
}

/** The words of the page's language. */
const words = async () => {
  const held = await proofmark.load("words");
  return (key, value) => held[key].replace("#", () => value);
};

let indexed = null;
const index = () => (indexed ??= read().catch((error) => { indexed = null; throw error; }));

async function read() {
  const about = await proofmark.load("about");
  about.suppliers = about.suppliers.map(([name, id, href]) => ({ name, id, href, words: wordsOf(name) }));
  const blocks = await Promise.all(
    Array.from({ length: about.blocks }, (_, block) => proofmark.load(`names-${block + 1}`)));
  const models = [];
  for (const block of blocks) {
    const [suppliers, standards, levels, statuses] =
      [block.suppliers, block.standards, block.levels, block.statuses].map(codes);
    let name = "";
    block.names.split("\n").slice(1).forEach((line, place) => {
      name = name.slice(0, parseInt(line[0], 36)) + line.slice(1);
      const supplier = about.suppliers[suppliers[place]];
      const model = {
        ...spelled(name), supplier, place: models.length,
        slug: block.slugs[place] ?? slug(`${supplier.id} ${name}`),
        standard: standards[place], level: levels[place], status: statuses[place],
      };
      model.names = [model, ...(block.former[place] ?? []).map(spelled)];
      models.push(model);
    });
  }
  return { about, models, say: await words() };
}

/** What narrows and compares is loaded only where it is needed. */
async function withFacts() {
  const found = await index();
  if (found.hasFacts) return found;
  const blocks = await Promise.all(
    Array.from({ length: found.about.blocks }, (_, block) => proofmark.load(`facts-${block + 1}`)));
  let place = 0;
  for (const block of blocks) {
    const columns = Object.entries(block).map(([name, column]) => [name, codes(column)]);
    for (let row = 0; row < columns[0][1].length; row += 1, place += 1) {
      for (const [name, column] of columns) found.models[place][name] = column[row];
    }
  }
  found.hasFacts = true;
  return found;
}

/* Searching, as `lookup` does */

/** How many slips lie between two texts (Damerau–Levenshtein); -1: more than the limit. */
function slips(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return -1;
  let [m, n] = [a.length, b.length];
  while (m > 0 && n > 0 && a.charCodeAt(m - 1) === b.charCodeAt(n - 1)) { m -= 1; n -= 1; }
  return slipsFrom(a, 0, m, b, 0, n, limit);
}

/** The same between a from i to m and b from j to n. */
function slipsFrom(a, i, m, b, j, n, limit) {
  while (i < m && j < n && a.charCodeAt(i) === b.charCodeAt(j)) { i += 1; j += 1; }
  const [ofA, ofB] = [m - i, n - j];
  if (!ofA || !ofB) return ofA + ofB <= limit ? ofA + ofB : -1;
  if (limit < 1 || Math.abs(ofA - ofB) > limit) return -1;
  let best = limit + 1;
  for (const [stepA, stepB] of steps) {
    if (best < 2) break;
    const rest = slipsFrom(a, i + stepA, m, b, j + stepB, n, best - 2);
    if (rest >= 0) best = rest + 1;
  }
  // Two characters swapped, with others lost or added between them.
  for (let gapA = 0; gapA < limit; gapA += 1) {
    for (let gapB = 0; gapA + gapB < limit; gapB += 1) {
      const left = best - 2 - gapA - gapB;
      if (left < 0 || gapA + 1 >= ofA || gapB + 1 >= ofB || a[i] !== b[j + gapB + 1] || a[i + gapA + 1] !== b[j]) continue;
      const rest = slipsFrom(a, i + gapA + 2, m, b, j + gapB + 2, n, left);
      if (rest >= 0) best = rest + 1 + gapA + gapB;
    }
  }
  return best <= limit ? best : -1;
}

const steps = [[1, 1], [1, 0], [0, 1]];

/** How many characters a text has that the one asked about has not, or not so often: each of them is a slip. */
function surplus(text, query) {
  left.set(query.counts);
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at) & 127;
    if (left[unit]) left[unit] -= 1;
    else count += 1;
  }
  return count;
}

const left = new Uint8Array(128);

/** How far a designation is from what was typed, the nearest first; -1: too far. */
function distance(one, query) {
  if (one.name === query.text) return 0;
  if (one.folded === query.folded) return 1;
  if (one.look === query.look) return 4;
  // What is being typed is the beginning of something.
  if (one.look.startsWith(query.look)) return 5;
  if (Math.abs(one.look.length - query.look.length) <= query.allowed
    && ones(one.bits ^ query.bits) <= 2 * query.allowed && surplus(one.look, query) <= query.allowed) {
    const count = slips(one.look, query.look, query.allowed);
    if (count >= 0) return 10 * count;
  }
  if (query.look.length < 3 || one.look.length < 3) return -1;
  const longer = Math.abs(one.look.length - query.look.length);
  return one.look.includes(query.look) || query.look.includes(one.look) ? 25 + Math.min(longer, 20) : -1;
}

/** Brings a hit as near as a name of its model is: the present one before those that it had formerly. */
function nearer(hit, query, more) {
  for (const one of hit.model.names) {
    const isFormer = one !== hit.model;
    const far = more + (query.look ? distance(one, query) + isFormer / 2 : 40);
    if (far >= more && far < hit.far) Object.assign(hit, { far, former: isFormer && one.name });
  }
}

function asked(text) {
  const folded = fold(text), look = lookalike(folded);
  const allowed = look.length < 4 ? 0 : look.length < 5 ? 1 : 2;
  const counts = new Uint8Array(128);
  for (let at = 0; at < look.length; at += 1) counts[look.charCodeAt(at) & 127] += 1;
  return { text: text.trim(), folded, look, allowed, counts, bits: signature(look) };
}

/** The models that may be meant, the nearest first; all of them where nothing is typed. */
function search({ about, models }, text) {
  const whole = asked(text);
  if (!whole.look) return models.map((model) => ({ model, far: 1 }));
  // The supplier may stand before the designation.
  const typed = text.toLowerCase().split(/\s+/).filter(Boolean);
  const named = new Map();
  for (const supplier of about.suppliers) {
    const rests = [];
    for (const [place, one] of typed.entries()) {
      const words = wordsOf(one);
      if (!words.every((word) => supplier.words.some((own) => own.startsWith(word)))) break;
      if (words.length) rests.push(asked(typed.slice(place + 1).join(" ")));
    }
    if (rests.length) named.set(supplier, rests);
  }
  const levels = new Set(about.levels.flatMap((words, code) => (fold(words).replace(/^(type|level|class)/, "") === whole.folded.replace(/^(type|level|class)/, "") ? [code] : [])));
  const found = [];
  for (const model of models) {
    const hit = { model, far: Infinity };
    nearer(hit, whole, 0);
    for (const rest of named.get(model.supplier) ?? []) nearer(hit, rest, 2);
    if (levels.has(model.level)) hit.far = Math.min(hit.far, 50);
    if (hit.far <= 50) found.push(hit);
  }
  return found.sort((a, b) => a.far - b.far || a.model.place - b.model.place);
}

/* Writing */

const drawn = new Set(["svg", "use"]);

function make(name, attributes = {}, ...content) {
  const element = drawn.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value != null) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...content.filter((one) => one != null && one !== false));
  return element;
}

function status({ about }, model) {
  const [, words, look] = about.statuses[model.status];
  const sign = look !== "met" && make("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" },
    make("use", { href: `#icon-${look}` }));
  return make("span", { class: `status ${look}` }, sign, sign && " ", words);
}

const address = (path) => new URL(path, proofmark.root).href;
const link = (href, text, attributes = {}) => make("a", { href: address(href), ...attributes }, make("bdi", {}, text));
const modelLink = (model) => link(`models/${model.slug}.html`, model.name);

/** What a model was called, where it was found by that. */
const formerly = (say, name) => name && make("bdi", { class: "note former" }, say("formerly", name));

function since(say, model) {
  if (!model.since) return null;
  const day = new Date((model.since - 1) * 86400000).toISOString().slice(0, 10);
  return make("span", { class: "nowrap" }, ` ${say("since", day)}`);
}

/** What a model has of each facet, in words. */
const facets = {
  level: (about, model) => [about.levels[model.level]],
  standard: (about, model) => [about.standards[model.standard][0]],
  supplier: (_, model) => [model.supplier.name],
  kind: (about, model) => [about.kinds[model.kinds]],
  size: (about, model) => about.sizes[model.sizes],
  gender: (about, model) => [about.genders[model.genders]],
  opening: (about, model) => [about.openings[model.openings] || "—"],
  status: (about, model) => [about.statuses[model.status][1]],
};
const facts = ["level", "standard", "kind", "gender", "opening", "size"];

/* Results under a search field */

function suggest(form) {
  const input = form.querySelector("input");
  const box = make("div", { class: "hits" });
  const live = make("p", { role: "status", class: "hint" });
  const list = make("ul");
  form.after(box);
  const show = async () => {
    const text = input.value;
    if (!fold(text)) { box.replaceChildren(); return; }
    let found;
    try { found = await index(); } catch { box.replaceChildren(); return; }
    if (text !== input.value) return;
    const hits = search(found, text);
    live.textContent = heading(found, hits, text);
    list.replaceChildren(...hits.slice(0, 6).map(({ model, former }) => make("li", {}, modelLink(model), " ",
      formerly(found.say, former), former && " ", status(found, model), make("span", { class: "note" }, ` ${model.supplier.name}, ${found.about.levels[model.level]}`))));
    if (hits.length > 6) {
      list.append(make("li", {}, link(`search.html?q=${encodeURIComponent(text)}`, found.say("all", hits.length))));
    }
    box.replaceChildren(live, list);
  };
  input.addEventListener("focus", () => index().catch(() => {}), { once: true });
  input.addEventListener("input", show);
  const step = (event) => {
    const links = [input, ...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { box.replaceChildren(); input.focus(); return; }
    const next = event.key === "ArrowDown" ? at + 1 : event.key === "ArrowUp" ? at - 1 : -1;
    if (at < 0 || next < 0 || next >= links.length) return;
    links[next].focus();
    event.preventDefault();
  };
  form.addEventListener("keydown", step);
  box.addEventListener("keydown", step);
}

function heading({ say }, hits, text) {
  if (!hits.length) return `${say("foundNone")} ${say("notFoundMeans")}`;
  const count = hits.length === 1 ? say("foundOne") : say("found", hits.length);
  return fold(text) && hits[0].far > 9 && hits[0].far < 40 ? `${say("like")} ${count}` : count;
}

/* The page that searches: its state is in its address */

const perPage = 50;

function state() {
  const given = new URLSearchParams(location.search);
  const chosen = {};
  for (const name of Object.keys(facets)) if (given.has(name)) chosen[name] = given.getAll(name);
  const compared = given.getAll("c").slice(0, 4);
  return { q: given.get("q") ?? "", chosen, compared, page: Math.max(1, parseInt(given.get("page"), 10) || 1) };
}

function query({ q, chosen, compared, page }) {
  const given = new URLSearchParams();
  if (q) given.set("q", q);
  for (const [name, values] of Object.entries(chosen)) for (const value of values) given.append(name, value);
  for (const one of compared) given.append("c", one);
  if (page > 1) given.set("page", page);
  return `?${given}`;
}

function searchPage(place, form) {
  const input = form.querySelector("input");
  const live = make("h2", { class: "found" });
  const filters = make("div", { class: "filters" });
  const title = make("summary");
  // On a phone the results come first.
  const narrow = make("details", { class: "narrow", open: matchMedia("(min-width: 44rem)").matches }, title, filters);
  const results = make("ul", { class: "results" });
  const pages = make("nav", { class: "pages", "aria-label": "Pages" });
  const tray = make("div", { class: "tray", hidden: true });
  place.append(narrow, make("div", {}, make("div", { role: "status" }, live), tray, results, pages));
  let now = state();
  input.value = now.q;

  const go = (change, isTyping) => {
    now = { ...now, page: 1, ...change };
    history[isTyping ? "replaceState" : "pushState"](null, "", query(now));
    return show();
  };
  const passes = (found, model, except) => Object.entries(now.chosen).every(([name, values]) =>
    name === except || facets[name](found.about, model).some((value) => values.includes(value)));

  async function show() {
    let found;
    try { found = await withFacts(); } catch {
      live.textContent = (await words())("failed");
      return;
    }
    const all = search(found, now.q);
    const hits = all.filter(({ model }) => passes(found, model));
    live.textContent = heading(found, hits, now.q);
    title.textContent = found.say("narrow");
    drawFilters(found, all);
    drawTray(found);
    const last = Math.max(1, Math.ceil(hits.length / perPage));
    const page = Math.min(now.page, last);
    results.replaceChildren(...hits.slice((page - 1) * perPage, page * perPage).map((hit) => result(found, hit)));
    const turn = (to, key) => to >= 1 && to <= last && make("a", {
      href: query({ ...now, page: to }),
      onclick: (event) => { event.preventDefault(); go({ page: to }); input.scrollIntoView(); },
    }, found.say(key));
    pages.replaceChildren(...[turn(page - 1, "previous"), last > 1 && make("span", {}, found.say("page", `${page} / ${last}`)),
      turn(page + 1, "next")].filter(Boolean));
  }

  function result(found, { model, former }) {
    const { about, say } = found;
    const isIn = now.compared.includes(model.slug);
    return make("li", {},
      make("h3", {}, modelLink(model)), former && make("p", {}, formerly(say, former)),
      make("p", {}, status(found, model), since(say, model)),
      make("p", {}, link(model.supplier.href, model.supplier.name)),
      make("p", { class: "note" }, make("bdi", {}, facts.map((name) => facets[name](about, model).join(", ")).join(" · "))),
      make("button", {
        type: "button", "aria-pressed": String(isIn), "data-slug": model.slug,
        "aria-label": say("compareThis", model.name),
        onclick: () => pick(found, model.slug, isIn),
      }, say("compare")));
  }

  function pick(found, slugOf, isIn) {
    if (!isIn && now.compared.length === 4) { tray.querySelector("p").textContent = found.say("compareFull"); return; }
    const compared = isIn ? now.compared.filter((one) => one !== slugOf) : [...now.compared, slugOf];
    go({ compared, page: now.page }).then(() => results.querySelector(`[data-slug="${slugOf}"]`)?.focus());
  }

  function drawTray(found) {
    tray.hidden = !now.compared.length;
    const names = now.compared.map((one) => found.models.find((model) => model.slug === one)?.name ?? one);
    tray.replaceChildren(make("p", { role: "status" }, make("bdi", {}, found.say("comparing", names.join(", ")))),
      link(`compare.html?${new URLSearchParams(now.compared.map((one) => ["m", one]))}`, found.say("compareNow")));
  }

  function drawFilters(found, all) {
    const { say } = found;
    const wasOpen = new Set([...filters.querySelectorAll("details[open]")].map((one) => one.dataset.facet));
    const focused = document.activeElement?.id;
    const boxes = Object.keys(facets).map((name) => {
      const counts = new Map();
      for (const { model } of all) {
        if (!passes(found, model, name)) continue;
        for (const value of new Set(facets[name](found.about, model))) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const chosen = now.chosen[name] ?? [];
      for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
      const values = name === "size" || name === "level" ? [...counts] : [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1));
      const choices = values.map(([value, count], place) => make("label", { for: `${name}-${place}` },
        make("input", {
          type: "checkbox", id: `${name}-${place}`, checked: chosen.includes(value),
          onchange: (event) => {
            const others = chosen.filter((one) => one !== value);
            const next = { ...now.chosen, [name]: event.target.checked ? [...others, value] : others };
            if (!next[name].length) delete next[name];
            go({ chosen: next });
          },
        }), " ", make("bdi", {}, value), ` (${count})`));
      return make("details", { "data-facet": name, open: wasOpen.has(name) || chosen.length > 0 },
        make("summary", {}, say(name), chosen.length ? ` (${chosen.length})` : null),
        make("fieldset", {}, make("legend", { class: "unseen" }, say(name)), ...choices));
    });
    const clear = Object.keys(now.chosen).length > 0
      && make("button", { type: "button", id: "clear", onclick: () => go({ chosen: {} }) }, say("clear"));
    filters.replaceChildren(...boxes, ...(clear ? [clear] : []));
    if (focused) document.getElementById(focused)?.focus();
  }

  form.addEventListener("submit", (event) => { event.preventDefault(); go({ q: input.value }); });
  input.addEventListener("input", () => go({ q: input.value }, true));
  window.addEventListener("popstate", () => { now = state(); input.value = now.q; show(); });
  show();
}

/* Side by side */

async function comparePage(place) {
  const found = await withFacts();
  const { about, say } = found;
  const given = [...new Set(new URLSearchParams(location.search).getAll("m"))];
  const models = given.slice(0, 4).map((one) => found.models.find((model) => model.slug === one)).filter(Boolean);
  if (!models.length) {
    place.replaceChildren(make("p", { class: "alert" }, say("nothingToCompare")));
    return;
  }
  const rows = [
    ["status", (model) => [status(found, model), since(say, model)]],
    ["supplier", (model) => [link(model.supplier.href, model.supplier.name)]],
    ...facts.map((name) => [name, (model) => [facets[name](about, model).join(", ")]]),
    ["warranty", (model) => [say("months", model.warranties)]],
  ];
  const without = (model) => `?${new URLSearchParams(models.filter((one) => one !== model).map((one) => ["m", one.slug]))}`;
  const head = make("tr", {}, make("td"), ...models.map((model) => make("th", { scope: "col" }, modelLink(model),
    make("p", {}, make("a", { href: without(model) }, say("remove", model.name))))));
  const body = rows.map(([key, cells]) => make("tr", {}, make("th", { scope: "row" }, say(key)),
    ...models.map((model) => make("td", {}, make("bdi", {}, ...cells(model))))));
  place.replaceChildren(
    make("div", { class: "scroll", role: "region", "aria-label": document.querySelector("h1").textContent, tabindex: "0" },
      make("table", { class: "table compared" }, make("thead", {}, head), make("tbody", {}, ...body))),
    make("p", {}, link(`search.html?${new URLSearchParams(models.map((one) => ["c", one.slug]))}`, say("addMore"))));
}

/* The status on a day */

async function onDay(table) {
  const [say, day] = [await words(), await proofmark.load("day")];
  const rows = [...table.querySelectorAll("tr[data-from]")];
  const answer = make("output", { for: "on-day" });
  const input = make("input", { type: "date", id: "on-day", value: new URLSearchParams(location.search).get("on") ?? "" });
  const show = () => {
    if (!input.value) { answer.replaceChildren(); return; }
    const row = input.value <= day && rows.find((one) => one.dataset.from <= input.value && input.value <= (one.dataset.through || day));
    const isLater = input.value > day;
    answer.replaceChildren(...(row ? [...row.cells[2].cloneNode(true).childNodes] : [say(isLater ? "later" : "never")]));
    history.replaceState(null, "", `?on=${input.value}${location.hash}`);
  };
  input.addEventListener("input", show);
  table.before(make("p", { class: "ask" }, make("label", { for: "on-day" }, say("onDay")), " ", input, " ", answer));
  if (input.value) show();
}

document.documentElement.classList.add("script");
const place = document.getElementById("search");
for (const form of document.querySelectorAll("form.finder")) place ? searchPage(place, form) : suggest(form);
const compared = document.getElementById("compare");
if (compared) comparePage(compared);
const periods = document.getElementById("periods");
if (periods) onDay(periods);
/* Pages stay as they are while nothing that they show changes; the day of the list is in a file of its own. */
const dated = document.querySelectorAll("[data-day]");
if (dated.length) proofmark.load("day").then((day) => dated.forEach((one) => { one.textContent = one.dataset.day.replace("{}", day); }));
