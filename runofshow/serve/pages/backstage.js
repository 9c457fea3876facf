// What staff see on their phones: now, next, who waits, the running order, and what follows.

import { announce, follow, made, put, reading } from "./show.js";

const at = (name) => document.getElementById(name);
const within = (box, name) => box.getElementsByClassName(name)[0];
const ROLES = { table: "table", tr: "row", th: "columnheader", td: "cell" }; // they go with another display otherwise
let now = null;
let fitted = ""; // what the size of the digits depends on: while it stays, nothing is measured anew

follow({ now: putNow, next: putNext, outlook: putOutlook, order: putOrder, list: putList }, draw);

function draw(show) {
  put(at("clock"), show.clock());
  at("now").hidden = !now;
  if (!now) {
    title(show.stale() ? "STALE" : "");
    return;
  }
  const main = shownOf(now.figures, show);
  putFigures(at("figures"), main, now.figures);
  if (now.within) {
    const shown = shownOf(now.within, show);
    put(within(at("within"), "word"), shown.word);
    put(within(at("within"), "digits"), shown.digits);
    within(at("within"), "figure").style.backgroundColor = shown.ground;
  }
  const said = show.stale() ? "STALE" : main.word;
  announce(`${said}. ${now.figures.name}`);
  title(said);
}

function title(said) {
  const whole = said ? `${said} · Backstage` : "Backstage";
  if (document.title !== whole) document.title = whole;
}

/** A figure that runs as it reads now; one that stands as it was sent. */
function shownOf(figures, show) {
  if (figures.counter) return reading(figures.counter, show.now());
  return { digits: figures.digits, word: figures.word, ground: figures.ground, part: null };
}

function putFigures(box, shown, figures) {
  put(within(box, "word"), shown.word);
  put(within(box, "digits"), shown.digits);
  fitDigits(within(box, "digits"));
  put(within(box, "beside"), figures.counter ? figures.counter.beside : figures.beside);
  box.style.backgroundColor = shown.ground;
  const bar = within(box, "bar");
  bar.hidden = shown.part === null;
  if (!bar.hidden) bar.firstElementChild.style.transform = `scaleX(${shown.part.toFixed(3)})`;
}

/** The digits in the size of the style sheet, or as much smaller as they must be to fit: fonts differ in width. */
function fitDigits(digits) {
  const now = [digits.textContent.replace(/\d/g, "0"), window.innerWidth].join();
  if (now === fitted) return;
  fitted = now;
  digits.style.fontSize = "";
  const over = digits.scrollWidth / digits.clientWidth;
  if (over > 1) digits.style.fontSize = `${Math.floor(parseFloat(getComputedStyle(digits).fontSize) / over)}px`;
}

function putNow(news) {
  now = news;
  at("rehearsal").hidden = !news.rehearsal;
  put(at("label"), news.label);
  put(at("name"), news.figures.name);
  fill(at("details"), news.details.map((text) => made("p", "", text)));
  fill(at("spoken"), news.spoken.map((text) => made("p", "", text)));
  at("within").hidden = !news.within;
  if (news.within) put(within(at("within"), "name"), news.within.name);
  put(at("screen"), news.stage ? `The speaker’s screen: ${news.stage}` : "");
  at("screen").hidden = !news.stage;
}

function putNext(news) {
  if (!news) return fill(at("next"), []);
  const times = news.planned && news.planned !== news.expected ? `${news.planned} → ${news.expected}` : news.expected;
  return fill(at("next"), [
    row("head", [made("h2", "", news.label), made("span", "times strong", times)]),
    made("p", "name", news.name),
    ...news.details.map((text) => made("p", "", text)),
    ...(news.intro ? [made("p", "intro", news.intro)] : []),
  ]);
}

function putOutlook(news) {
  fill(at("outlook"), news.map((sentence) => {
    const line = made("p", sentence.ground ? "alarm" : "", sentence.words);
    line.style.backgroundColor = sentence.ground;
    return line;
  }));
}

function putList(news) {
  if (!news.turns.length && !news.closed) return fill(at("list"), []);
  const turns = document.createElement("ol");
  fill(turns, news.turns.map((turn, place) => {
    const line = row("turn", [made("span", "", `${place + 1}  ${turn.name}`), made("span", "times", turn.expected)], "li");
    return line;
  }));
  const count = news.turns.length ? `${news.turns.length} waiting` : "nobody waits";
  const said = news.closed ? `CLOSED, ${count}` : count;
  return fill(at("list"), [row("head", [made("h2", "", "List of speakers"), made("span", "times", said)]), turns]);
}

function putOrder(news) {
  const table = document.createElement("table");
  const head = row("", ["", "plan", "now", "", "for"].map((text) => made("th", "", text)), "tr");
  table.append(head);
  let segment = "";
  for (const block of news) {
    if (block.segment !== segment) {
      const title = made("td", "", block.segment);
      title.colSpan = 5;
      table.append(row("segment", [title], "tr"));
      segment = block.segment;
    }
    table.append(blockRow(block));
  }
  for (const one of [table, ...table.querySelectorAll("tr, th, td")]) one.setAttribute("role", ROLES[one.localName]);
  fill(at("order"), [made("h2", "", "Running order"), table]);
}

function blockRow(block) {
  const moved = block.planned && block.expected && block.planned !== block.expected;
  return row(`${block.status}${block.follows ? " follows" : ""}`, [
    made("td", "", block.mark),
    made("td", "quiet", block.planned),
    made("td", moved ? "moved" : "", block.expected),
    made("td", "who", block.said ? `${block.said}: ${block.title}` : block.title),
    made("td", "", block.length),
  ], "tr");
}

function row(name, cells, kind = "div") {
  const line = document.createElement(kind);
  line.className = name;
  line.append(...cells);
  return line;
}

function fill(box, children) {
  while (box.firstChild) box.firstChild.remove();
  box.append(...children);
}
