// What the parts of the script share: the page's figures and words, and how elements are made.

let figures;
let rounding;

const say = (word, ...slots) => figures.words[word].replace(/\{(\d)\}/g, (_, place) => slots[place]);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// Make an element; texts become text, never markup.
const make = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

// A text; in an English page its Chinese parts are marked, so that they are read out as such.
const CHINESE = /([\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffee\u{20000}-\u{3ffff}]+)/u;
const told = (text) => {
  if (figures.language === "zh") return [text];
  return text.split(CHINESE).map((part, place) => (place % 2 ? make("span", { lang: "zh-CN" }, part) : part));
};

const announce = (text) => {
  document.getElementById("said").textContent = text;
};

// Order ids as the library does; they hold plain letters only.
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const candidate = ([id, name, anchor, group, rank, total, exact, points, exacts, criteria]) => ({
  id, name, anchor, group, rank, total, exact, points, exacts, criteria,
});

const started = () => {
  figures = JSON.parse(document.getElementById("figures").textContent);
  rounding = { step: number(figures.rounding.step), mode: figures.rounding.mode };
  figures.byAnchor = new Map(figures.awards.map((award) => [award.anchor, award]));
  for (const award of figures.awards) award.candidates = award.candidates.map(candidate);
};
