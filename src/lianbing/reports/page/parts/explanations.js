// Explanations: made from what the page keeps apart when one is opened, and opened step by step or at once.

let kept;

// Put an explanation together again: its patterns in order, filled with its figures.
const linesOf = (anchor) => {
  kept = kept || JSON.parse(document.getElementById("explanations").textContent);
  const [outline, joined] = kept.scores[anchor];
  const codes = outline.flatMap((each) => (each < 0 ? kept.blocks[-1 - each] : [each]));
  const filling = joined.split(" ");
  let code = 0;
  let slot = 0;
  const line = () => {
    const [tone, below, pieces] = kept.patterns[codes[code]];
    code += 1;
    let text = pieces[0];
    for (const piece of pieces.slice(1)) {
      text += filling[slot] + piece;
      slot += 1;
    }
    const made = { tone, text, parts: [] };
    for (let count = 0; count < below; count += 1) made.parts.push(line());
    return made;
  };
  return line();
};

const lineText = (text) => {
  const at = text.lastIndexOf("  ← ");
  if (at < 0) return told(text);
  return [...told(text.slice(0, at)), " ", make("span", { class: "origin" }, "← ", ...told(text.slice(at + 4)))];
};

const folded = (line, depth) =>
  (depth === 1 && line.tone === "heading") || (depth === 2 && line.tone === "quiet") || depth === 3;

const item = (line, depth) => {
  const made = make("li", { class: `${line.tone} level${depth}` });
  if (!line.parts.length) {
    made.append(make("p", {}, ...lineText(line.text)));
    return made;
  }
  const below = make("ul", {}, ...line.parts.map((part) => item(part, depth + 1)));
  if (folded(line, depth)) made.append(make("details", {}, make("summary", {}, ...lineText(line.text)), below));
  else made.append(make("p", {}, ...lineText(line.text)), below);
  return made;
};

const explanation = (anchor) => {
  const line = linesOf(anchor);
  const heading = make("p", { class: "heading" }, ...lineText(line.text));
  return make("div", { class: "explanation" }, heading, make("ul", {}, ...line.parts.map((part) => item(part, 1))));
};

const opened = (details) => {
  if (!details.querySelector(".explanation")) details.append(explanation(details.id));
  const own = details.querySelector(".explanation");
  if (own.querySelector(".actions")) return;
  const steps = make("button", { type: "button" }, say("open_all"));
  steps.addEventListener("click", () => {
    const open = steps.textContent === say("open_all");
    for (const each of all("details", own)) each.open = open;
    steps.textContent = say(open ? "close_all" : "open_all");
  });
  const actions = make("p", { class: "actions" }, steps);
  const body = details.closest("tbody");
  const section = details.closest("section");
  if (body && section.querySelector("details.compare")) {
    const button = make("button", { type: "button" }, say("put_into_comparison"));
    button.addEventListener("click", () => putIntoComparison(section, Number(body.dataset.n)));
    actions.append(" ", button);
  }
  own.prepend(actions);
};

// Where a link leads into something closed or not shown yet, show it.
const reveal = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  const body = target.closest("tbody");
  if (body) {
    body.hidden = false;
    body.classList.remove("rest");
  }
  for (let each = target; each; each = each.parentElement) if (each.tagName === "DETAILS") each.open = true;
  target.scrollIntoView({ block: "start" });
};
