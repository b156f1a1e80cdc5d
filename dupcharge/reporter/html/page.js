// Adds to a page that is whole without it: leave a group out and the claim follows; find, sort,
// copy, fill in. All words come from the data in the page. Money is BigInt minor units throughout.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const editions = [...document.querySelectorAll(".edition")];
  const out = new Set(); // ids of the groups that are left out
  const all = (root, selector) => [...root.querySelectorAll(selector)];

  // Text.

  const grouped = (digits) => String(digits).replace(/\B(?=(\d{3})+$)/g, ",");
  const length = (text) => [...text].length; // characters, not UTF-16 units

  function fill(template, values) {
    return template.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  }

  function phrase(forms, n, values = {}) {
    return fill(n === 1 ? forms.one : forms.other, { n: grouped(n), ...values });
  }

  function money(minor, [code, exponent, own]) {
    const digits = minor.toString().padStart(exponent + 1, "0");
    const at = digits.length - exponent;
    const part = digits.slice(at).replace(/0+$/, "").padEnd(own, "0");
    const text = grouped(digits.slice(0, at)) + (part && `.${part}`);
    return code === "XXX" ? text : `${code} ${text}`;
  }

  const sum = (pieces, name) => pieces.reduce((total, piece) => total + BigInt(piece[name]), 0n);

  // The claim, from the pieces of the groups that are kept.

  function totals(draft, kept) {
    const found = [];
    for (const currency of draft.currencies) {
      const own = kept.filter((piece) => piece.currency === currency[0]);
      if (kept.length && !own.length) continue;
      const charged = sum(own, "charged");
      const rightful = sum(own, "rightful");
      const claimed = sum(own, "claimed");
      const figures = [charged, rightful, charged - rightful - claimed, claimed];
      found.push({
        amounts: figures.map((minor) => money(minor, currency)),
        count: phrase(draft.count, own.reduce((n, piece) => n + piece.open, 0)),
      });
    }
    return found;
  }

  function story(draft, kept) {
    if (!kept.length) return [[draft.nothing]];
    const told = kept.slice(0, draft.told);
    const rest = kept.length - told.length;
    const refunds = kept.reduce((n, piece) => n + piece.refunds, 0);
    const last = [
      rest ? phrase(draft.more, rest) : null,
      refunds ? phrase(draft.refunds, refunds) : draft.no_refund,
      draft.to_check,
    ];
    return [...told.map((piece) => piece.story), last.filter(Boolean)];
  }

  const size = (lines) => lines.reduce((total, line) => total + length(line) + 1, 0);

  function linesOf(draft, piece, room) {
    const lines = [...piece.head];
    let used = size(lines);
    if (used > room) return null;
    for (const [at, line] of piece.lines.entries()) {
      const rest = phrase(draft.rest, piece.lines.length - at);
      if (used + size([line, rest]) > room) return [...lines, rest];
      lines.push(line);
      used += size([line]);
    }
    return lines;
  }

  function message(draft, kept) {
    if (!kept.length) return draft.nothing;
    const asks = totals(draft, kept).map(({ count, amounts }) =>
      fill(draft.ask, { count, amount: amounts[3] }),
    );
    const head = [draft.title, fill(draft.asks, { asks: asks.join(draft.join) }), draft.request, ""];
    const tail = ["", ...draft.closing];
    const room = draft.room - size(head) - size(tail);
    const body = [];
    let shown = 0;
    for (const piece of kept) {
      const lines = linesOf(draft, piece, room - size(body));
      if (!lines) break;
      body.push(...lines);
      shown += 1;
    }
    if (shown < kept.length) body.push(phrase(draft.others, kept.length - shown));
    return [...head, ...body, ...tail].join("\n");
  }

  function short(draft, kept) {
    if (!kept.length) return draft.nothing;
    const [first] = kept;
    const amounts = totals(draft, kept)
      .slice(0, draft.short_amounts)
      .map((total) => total.amounts[3])
      .join(draft.join);
    const template = kept.length === 1 ? draft.short_one : draft.short_many;
    for (const id of [first.kept, ""]) {
      const text = fill(template, {
        when: first.when,
        merchant: first.merchant,
        n: grouped(first.charges),
        groups: grouped(kept.length),
        kept: id,
        repeats: grouped(kept.reduce((n, piece) => n + piece.open, 0)),
        amounts,
      });
      if (length(text) <= draft.short_room) return text;
    }
    return fill(draft.short_least, { amounts });
  }

  // Elements.

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function amount(text) {
    const code = /^[A-Z]{3}(?= [\d,.]+$)/.exec(text);
    return code
      ? [element("span", { className: "code", textContent: code[0] }), text.slice(3)]
      : [text];
  }

  const LETTER =
    "[\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc\\u{10800}-\\u{10fff}\\u{1e800}-\\u{1efff}]";
  const RUN = new RegExp(`(${LETTER}(?:[^\\S\\n]*${LETTER})*)`, "u");

  // Text from right to left cannot move what stands beside it.
  const prose = (text) =>
    text.split(RUN).map((part, at) => (at % 2 ? element("bdi", { textContent: part }) : part));

  // Leave a group out.

  const gap = (lang) => (lang === "zh" ? "" : " ");

  function tell(paragraphs, lang) {
    return paragraphs.map((lines) => {
      const made = element("p");
      lines.forEach((line, at) => {
        made.append(element("span", {}, ...prose(line)), at + 1 < lines.length ? gap(lang) : "");
      });
      return made;
    });
  }

  function follow(edition) {
    const { lang } = edition.dataset;
    const { draft, words } = data[lang];
    const kept = draft.pieces.filter((piece) => !out.has(piece.id));
    const sums = totals(draft, kept);
    const asks = (tag, name) =>
      sums.map(({ amounts, count }) =>
        element("p", { className: name }, element(tag, {}, ...amount(amounts[3])), " ",
          element("span", { textContent: count })));
    edition.querySelector("[data-asks]").replaceChildren(...asks("strong", "sum"));
    edition.querySelector("[data-running]").replaceChildren(...asks("b", ""));
    const heads = all(edition, ".sums th").map((cell) => cell.textContent);
    edition.querySelector("[data-sums]").replaceChildren(
      ...sums.map(({ amounts }) =>
        element("tr", {}, ...amounts.map((text, at) => {
          const cell = element("td", {}, element("span", {}, ...amount(text)));
          cell.dataset.head = heads[at];
          return cell;
        }))),
    );
    edition.querySelector("[data-story]").replaceChildren(...tell(story(draft, kept), lang));
    for (const [name, text] of [["message", message(draft, kept)], ["message_short", short(draft, kept)]]) {
      document.getElementById(`${lang}-${name}`).value = text;
      edition.querySelector(`[data-size=${name}]`).textContent = phrase(words.characters, length(text));
    }
    for (const group of all(edition, "[data-groups=owed] [data-group], [data-line]")) {
      const id = group.dataset.group ?? group.dataset.line;
      group.classList.toggle("out", out.has(id));
      const badge = group.querySelector(".badge");
      if (badge) badge.hidden = !out.has(id);
      for (const row of all(group, "tr.claimed")) {
        row.querySelector(".sign").textContent = out.has(id) ? "\u2013" : row.dataset.sign;
        row.querySelector(".name").textContent = out.has(id) ? words.not_claimed.other : row.dataset.role;
      }
    }
    for (const box of all(edition, "[data-claim]")) box.checked = !out.has(box.dataset.claim);
    if (edition === editions[0]) {
      const total = sums.map(({ amounts }) => amounts[3]).join(", ");
      document.title = `${total} - ${edition.querySelector("h1").textContent}`;
    }
  }

  function claiming() {
    for (const edition of editions) {
      if (!data[edition.dataset.lang].draft) continue;
      for (const hidden of all(edition, ".choice, .js")) hidden.hidden = false;
    }
    const choose = (box) => (box.checked ? out.delete(box.dataset.claim) : out.add(box.dataset.claim));
    document.addEventListener("change", ({ target }) => {
      if (target.dataset?.claim === undefined) return;
      choose(target);
      editions.forEach(follow);
    });
    addEventListener("pageshow", () => { // a browser may bring old ticks back with the page
      all(document, "[data-claim]").filter((box) => !box.checked).forEach(choose);
      if (out.size) editions.forEach(follow);
    });
  }

  // Find and sort.

  const SURE = ["strong", "likely", "possible"];
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

  function sorters(groups) {
    const place = new Map(groups.map((group, at) => [group, at]));
    const currencies = [...new Set(groups.map((group) => group.dataset.currency))];
    const by = (...keys) => (a, b) => {
      for (const key of keys) {
        const order = compare(key(a), key(b));
        if (order) return order;
      }
      return place.get(a) - place.get(b);
    };
    return {
      listed: by(),
      amount: by((g) => currencies.indexOf(g.dataset.currency), (g) => -BigInt(g.dataset.minor)),
      time: by((g) => g.dataset.time),
      sure: by((g) => SURE.indexOf(g.dataset.confidence)),
    };
  }

  function finding(section, words) {
    const tools = section.querySelector(".tools");
    if (!tools) return;
    const groups = all(section, "[data-group]");
    const lines = new Map(all(section, "[data-line]").map((line) => [line.dataset.line, line]));
    const texts = new Map(groups.map((group) => [group, group.textContent.toLowerCase()]));
    const sorted = sorters(groups);
    const [find, sure, sort] = ["find", "sure", "sort"].map((n) => tools.querySelector(`[data-${n}]`));
    const apply = () => {
      const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const group of groups) {
        const fits =
          (!sure.value || group.dataset.confidence === sure.value) &&
          wanted.every((word) => texts.get(group).includes(word));
        shown += fits ? 1 : 0;
        group.classList.toggle("filtered", !fits);
        lines.get(group.dataset.group).classList.toggle("filtered", !fits);
      }
      tools.querySelector("[data-shown]").textContent =
        phrase(words.shown, groups.length, { shown: grouped(shown) });
    };
    sort.addEventListener("change", () => {
      const order = [...groups].sort(sorted[sort.value]);
      section.append(...order);
      section.querySelector(".overview tbody").append(...order.map((g) => lines.get(g.dataset.group)));
    });
    for (const control of [find, sure]) control.addEventListener("input", apply);
    tools.hidden = false;
  }

  // Copy.

  const status = element("p", { className: "unseen" });
  status.setAttribute("role", "status");

  async function copied(text, area) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch { // not allowed here: the older way
      const box = area ?? element("textarea", { value: text, readOnly: true, className: "unseen" });
      if (!area) document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      if (!area) box.remove();
      return done;
    }
  }

  function copier(words, label, text, area) {
    const button = element("button", { type: "button", className: "copy" });
    button.setAttribute("aria-label", fill(words.copy_what.other, { what: label }));
    button.title = words.copy.other;
    if (area) button.textContent = words.copy.other;
    let waiting;
    button.addEventListener("click", async () => {
      const done = await copied(text(), area);
      const said = (done ? words.copied : words.copy_failed).other;
      button.dataset.said = said;
      status.textContent = said;
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        delete button.dataset.said;
        status.textContent = "";
      }, 2500);
    });
    return button;
  }

  function copying(edition, words) {
    for (const code of all(edition, "code.id")) {
      const id = code.textContent;
      code.after(copier(words, id, () => id));
    }
    for (const area of all(edition, ".paste textarea")) {
      const label = area.labels[0].textContent;
      const button = copier(words, label, () => area.value, area);
      button.classList.add("plain");
      area.after(button);
    }
  }

  // Fill in, fold, print.

  function filling(edition) {
    for (const blank of all(edition, ".blank")) {
      const fillIn = blank.textContent;
      blank.replaceChildren();
      try {
        blank.contentEditable = "plaintext-only";
      } catch {
        blank.contentEditable = "true";
      }
      blank.spellcheck = false;
      blank.dir = "auto";
      blank.setAttribute("role", "textbox");
      blank.setAttribute("aria-label", `${blank.dataset.label} (${fillIn})`);
    }
  }

  function folding() {
    const folds = all(document, "details[data-fold]");
    let open = [];
    for (const fold of folds) fold.open = false;
    const show = () => {
      const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      for (const fold of target ? all(target, ":scope > details") : []) fold.open = true;
    };
    addEventListener("hashchange", show);
    addEventListener("beforeprint", () => {
      open = folds.map((fold) => fold.open);
      for (const fold of folds) fold.open = true;
    });
    addEventListener("afterprint", () => {
      folds.forEach((fold, at) => (fold.open = open[at] ?? fold.open));
    });
    show();
  }

  claiming();
  document.body.append(status);
  for (const edition of editions) {
    const { words } = data[edition.dataset.lang];
    for (const section of all(edition, "[data-groups]")) finding(section, words);
    copying(edition, words);
    filling(edition);
    for (const act of all(edition, "[data-print]")) {
      act.hidden = false;
      act.firstElementChild.addEventListener("click", () => print());
    }
  }
  folding();
})();
