// Cards: what stands behind a number, words that the data must bear out, a figure's title or one
// of its marks. Without this script each is a link to the register. Hover, focus or tap opens a
// card; Escape, or a click elsewhere, closes it. Text of the data is set as text, never as markup.
(function () {
  "use strict";
  const source = document.currentScript.dataset.cards;
  const root = document.documentElement.dataset.content_root || "./";
  const LINKS = "a.computed, figure.evidence-figure .drawing svg a, figure.evidence-figure [data-row]";
  let content = null, loading = null, card = null, opener = null, timer = 0, byTouch = false, pinned = false, returning = false;

  window.nkpayCards = function (found) { content = found; };

  function load() {
    loading = loading || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = source;
      script.onload = resolve;
      script.onerror = function () { loading = null; reject(new Error("cannot load " + source)); };
      document.head.append(script);
    });
    return loading;
  }

  function element(name, className, ...children) {
    const made = document.createElement(name);
    if (className) { made.className = className; }
    made.append(...children.filter(Boolean));
    return made;
  }

  function link(text, address, className) {
    const made = element("a", className, text);
    made.href = root + address;
    return made;
  }

  function inLanguage(text, language) {
    const made = element("span", "", text);
    if (language) { made.lang = language; }
    return made;
  }

  function rowOf(anchor) {
    return anchor.dataset.row || decodeURIComponent((anchor.getAttribute("href") || "").split("#")[1] || "");
  }

  function keyOf(anchor) {
    const data = anchor.dataset;
    if (data.number) { return "number:" + data.number; }
    if (data.predicate) { return "predicate:" + data.predicate; }
    if (data.finding) { return "finding:" + data.finding; }
    return data.title ? "figure:" + data.title : "";
  }

  function said(row) {
    const line = element("span", "card-who");
    row.sources.forEach(function ([publisher, title, date, language, address], n) {
      const about = link("", address);
      about.append(publisher, ", ", inLanguage(title, language));
      line.append(n ? "; " : "", about, ", " + date);
    });
    if (row.cited) { line.append(", citing " + row.cited); }
    return line;
  }

  function evidence(kind) {
    if (!kind) { return null; }
    const [label, meaning] = content.evidence[kind];
    return element("span", "card-evidence", element("b", "", label + ". "), meaning);
  }

  function value(row) {
    if (!row.printed && !row.coded) { return null; }
    const line = element("span", "card-value");
    if (row.printed) { line.append("Printed: “", inLanguage(row.printed, row.language), "”"); }
    if (row.coded) { line.append((row.printed ? "; coded: " : "Coded: ") + row.coded); }
    return line;
  }

  function claim(id) {
    const row = content.rows[id];
    if (!row) { return element("span", "card-row", "Every row of a table: " + id.replace("table:", "")); }
    const box = element("span", "card-row", element("span", "card-says", link(id, row.href, "row-id"), " ", row.says));
    const when = row.date && element("span", "card-when", "Speaks of " + row.date);
    box.append(...[value(row), when, said(row), evidence(row.evidence)].filter(Boolean));
    for (const [other, says, address] of row.against) {
      box.append(element("span", "card-against", "Disagrees with ", link(other, address), ": " + says));
    }
    return box;
  }

  function rule(found) {
    const words = { number: "Coded value: ", predicate: "Holds, by: ", finding: "Holds, by: " }[found.kind];
    const box = element("span", "card-rule", found.rule);
    if (found.value) { box.append(element("span", "card-value", words + found.value)); }
    if (found.verdict) { box.append(element("span", "card-value", "On trial: " + found.verdict)); }
    if (found.overturned) { box.append(element("span", "card-value", "Would be overturned by: " + found.overturned)); }
    return box;
  }

  function about(anchor) {
    const key = keyOf(anchor), found = content.cards[key];
    const parts = [];
    if (!key) {
      const row = rowOf(anchor);
      if (!content.rows[row]) { return null; }
      return [claim(row), element("span", "card-foot", link("This row in the register", content.rows[row].href))];
    }
    if (!found) { return null; }
    parts.push(element("span", "card-words", anchor.textContent));
    parts.push(...found.rules.map(rule));
    parts.push(element("span", "card-mix", found.basis));
    parts.push(...found.rows.filter(function (row) { return content.rows[row]; }).map(claim));
    const rest = found.total - found.rows.length;
    parts.push(element("span", "card-foot", link(rest > 0 ? rest.toLocaleString("en-GB") + " more, and the rule, in the register" : "In the evidence register", found.href)));
    return parts;
  }

  function place() {
    const at = opener.getBoundingClientRect(), box = card.getBoundingClientRect();
    const page = document.documentElement, wide = page.clientWidth, high = page.clientHeight;
    if (wide < 640) {
      // A sheet at the foot of a phone: what was tapped stays in view above it.
      if (at.bottom > box.top - 12) { scrollBy({ top: at.bottom - box.top + 24, behavior: "instant" }); }
      return;
    }
    const left = Math.max(8, Math.min(at.left, wide - box.width - 8));
    const above = at.bottom + box.height + 8 > high && at.top > box.height + 8;
    card.style.left = left + scrollX + "px";
    card.style.top = (above ? at.top - box.height - 6 : at.bottom + 6) + scrollY + "px";
  }

  function close() {
    clearTimeout(timer);
    if (!card) { return; }
    const inside = card.contains(document.activeElement);
    const left = opener;
    card.remove();
    opener.removeAttribute("aria-expanded");
    card = opener = null;
    pinned = false;
    if (inside) {
      // To the link, which must not open its card again.
      returning = true;
      left.focus({ preventScroll: true });
      returning = false;
    }
  }

  function open(anchor, pin) {
    clearTimeout(timer);
    if (opener === anchor) { pinned = pinned || pin; return Promise.resolve(); }
    return load().then(function () {
      const parts = about(anchor);
      if (!parts || opener === anchor) { return; }
      close();
      opener = anchor;
      pinned = pin;
      const shut = element("button", "card-close", "×");
      shut.type = "button";
      shut.setAttribute("aria-label", "Close");
      shut.addEventListener("click", close);
      card = element("span", "nkpay-card", shut, ...parts);
      card.setAttribute("role", "dialog");
      card.setAttribute("aria-label", "What stands behind it");
      // After its link, so that the next press of Tab leads into the card.
      const figure = anchor.closest("svg");
      if (figure) { figure.after(card); } else { anchor.after(card); }
      if (card.showPopover) { card.popover = "manual"; card.showPopover(); }
      anchor.setAttribute("aria-expanded", "true");
      place();
    }).catch(function () { /* The link to the register still works. */ });
  }

  function later(action, milliseconds) { clearTimeout(timer); timer = setTimeout(action, milliseconds); }

  function linkOf(target) { return target instanceof Element ? target.closest(LINKS) : null; }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") { return; }
    const anchor = linkOf(event.target);
    if (anchor) { later(function () { open(anchor, false); }, 220); }
    else if (card && card.contains(event.target)) { clearTimeout(timer); }
    else if (card && !pinned) { later(close, 350); }
    else { clearTimeout(timer); }
  });
  document.addEventListener("pointerdown", function (event) {
    byTouch = event.pointerType === "touch";
    if (card && !card.contains(event.target) && linkOf(event.target) !== opener) { close(); }
  });
  document.addEventListener("focusin", function (event) {
    const anchor = linkOf(event.target);
    if (returning) { return; }
    if (anchor && anchor.matches(":focus-visible")) { open(anchor, true); }
    else if (card && !card.contains(event.target) && event.target !== opener) { close(); }
  });
  // A tap opens the card, which leads on; a click of a mouse or Enter follows the link. Vega would
  // follow it at once, so the tap is taken before it gets there.
  document.addEventListener("click", function (event) {
    const anchor = linkOf(event.target);
    const tapped = event.pointerType ? event.pointerType === "touch" : byTouch && event.detail > 0;
    if (!anchor || !tapped) { return; }
    event.preventDefault();
    event.stopPropagation();
    if (opener === anchor) { close(); } else { open(anchor, true); }
  }, true);
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { close(); } });
  window.addEventListener("resize", close);
  window.addEventListener("pagehide", close);

  // The plain tooltip of a mark would cover its card.
  for (const title of document.querySelectorAll(".drawing svg a > title")) {
    title.parentNode.setAttribute("aria-label", title.textContent);
    title.remove();
  }
})();
