// The view for staff, on their phones: now, next, who waits, the running order, and the outlook.

import { announce, follow, made, put, reading } from "./show.js";

const at = (name) => document.getElementById(name);
const within = (box, name) => box.getElementsByClassName(name)[0];
const MOVED = { late: "▼", early: "▲" };
let now = null;
let fitted = ""; // what the size of the digits depends on: while it stays, nothing is measured anew

follow({
  now: putNow,
  next: putNext,
  outlook: rows(at("outlook"), at("outlook"), () => made("p", "", ""), putSentence),
  order: rows(at("order").getElementsByTagName("table")[0], at("order"), madeBlock, putBlock, "tbody"),
  queue: putQueue,
  list: rows(at("list"), null, madeTurn, putTurn),
}, draw);

function draw(show) {
  put(at("clock"), show.clock());
  at("stale").hidden = !show.stale();
  document.getElementsByTagName("main")[0].hidden = !now;
  if (!now) {
    title(show.stale() ? "STALE" : "");
    return;
  }
  const main = shownOf(now.figures, show);
  putFigures(at("figures"), main, now.figures);
  at("brief").hidden = !(main.word || main.digits);
  at("brief").style.backgroundColor = main.ground;
  put(at("brief"), `${main.word} ${main.digits}`.trim());
  if (now.within) {
    const shown = shownOf(now.within, show);
    put(within(at("within"), "word"), shown.word);
    put(within(at("within"), "digits"), shown.digits);
    within(at("within"), "figure").classList.toggle("coloured", shown.ground !== "");
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
  at("next").hidden = !news;
  if (!news) return fill(at("next"), []);
  const times = news.planned && news.planned !== news.expected ? `${news.planned} → ${news.expected}` : news.expected;
  return fill(at("next"), [
    row("head", [made("h2", "", news.label), made("span", "times strong", times)]),
    made("p", "name", news.name),
    ...news.details.map((text) => made("p", "", text)),
    ...(news.intro ? [made("p", "intro", news.intro)] : []),
  ]);
}

function putSentence(line, sentence) {
  line.className = sentence.ground ? "alarm" : "";
  line.style.backgroundColor = sentence.ground;
  put(line, sentence.words);
}

function putQueue(news) {
  at("queue").hidden = !news.waiting && !news.closed;
  const count = news.waiting ? `${news.waiting} waiting` : "nobody waits";
  put(within(at("queue"), "times"), news.closed ? `CLOSED, ${count}` : count);
}

function madeTurn() {
  return row("turn", [made("span", "who", ""), made("span", "times", "")], "li");
}

function putTurn(line, turn, place) {
  put(line.children[0], `${place + 1}  ${turn.name}`);
  put(line.children[1], turn.expected);
}

/** A block with the title of its segment above it. The roles would be lost where the style sheet lays rows out anew. */
function madeBlock() {
  const title = made("th", "", "");
  title.colSpan = 5;
  const who = row("who", [made("span", "said", ""), " ", made("span", "title", "")], "td");
  const cells = [made("td", "mark", ""), made("td", "quiet plan", ""), made("td", "expected", ""), who, made("td", "length", "")];
  const block = document.createElement("tbody");
  block.append(row("segment", [title], "tr"), row("block", cells, "tr"));
  block.setAttribute("role", "rowgroup");
  for (const line of block.children) line.setAttribute("role", "row");
  for (const cell of cells) cell.setAttribute("role", "cell");
  title.setAttribute("role", "rowheader");
  within(block, "mark").setAttribute("aria-hidden", "true");
  return block;
}

function putBlock(body, block) {
  const [segment, line] = body.children;
  segment.hidden = !block.segment;
  put(segment.firstElementChild, block.segment);
  const name = `block ${block.status} ${block.moved}`;
  if (line.className !== name) line.className = name;
  put(within(line, "mark"), block.mark);
  put(within(line, "said"), block.said);
  within(line, "said").hidden = !block.said;
  put(within(line, "plan"), block.planned);
  put(within(line, "expected"), block.moved ? `${MOVED[block.moved]} ${block.expected}` : block.expected);
  within(line, "expected").title = block.moved;
  put(within(line, "title"), block.title);
  put(within(line, "length"), block.length);
}

/** Return what takes the events of a part that has rows: how many there are, then each row in its place, in place. */
function rows(box, section, make, putRow, kind = null) {
  const all = () => (kind ? box.getElementsByTagName(kind) : box.children);
  return (news) => {
    if ("row" in news) {
      putRow(all()[news.at], news.row, news.at);
      return;
    }
    while (all().length > news.rows) all()[all().length - 1].remove();
    while (all().length < news.rows) box.append(make());
    if (section) section.hidden = !news.rows;
  };
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
