// Interaction on demand. The page is complete without this script: each figure is a static
// drawing. "Explore" fetches Vega and the figure's spec as classic scripts (a page opened from
// disk may load nothing else) and draws the figure again with tooltips.
(function () {
  "use strict";
  const root = document.documentElement.dataset.content_root || "./";
  const specs = {};
  window.nkpayFigure = function (anchor, both) { specs[anchor] = both; };

  function script(source) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = source;
      element.onload = resolve;
      element.onerror = function () { reject(new Error("cannot load " + source)); };
      document.head.append(element);
    });
  }

  function vega(source) {
    return window.vegaEmbed ? Promise.resolve() : script(source);
  }

  function withRoot(spec) {
    for (const rows of Object.values(spec.datasets || {})) {
      for (const row of rows) { if (row.link) { row.link = root + row.link; } }
    }
    return spec;
  }

  // Vega names every mark and group for a reader's software; the drawing as a whole has its
  // description, and marks that lead somewhere keep their names. Shades of a colour scale become
  // numbers, from which the style sheet mixes them anew in dark.
  function plain(target) {
    for (const part of target.querySelectorAll("svg g, svg path, svg text, svg line, svg rect")) {
      if (part.dataset.row) { continue; }
      for (const name of ["role", "aria-label", "aria-roledescription"]) { part.removeAttribute(name); }
      const shade = /^rgb\((\d+),/.exec(part.getAttribute("fill") || "");
      if (shade) { part.style.setProperty("--shade", Math.min(1, (255 - shade[1]) / 244)); }
    }
  }

  // A mark drawn by Vega is no link: make those that stand for a row of the data behave as one,
  // with the keyboard too. The card is that of cards.js.
  function lead(target) {
    for (const mark of target.querySelectorAll("svg path, svg text, svg line, svg rect")) {
      const item = mark.__data__, address = item && item.href;
      if (!address || mark.dataset.row) { continue; }
      mark.dataset.row = decodeURIComponent(address.split("#")[1] || "");
      mark.tabIndex = 0;
      mark.setAttribute("role", "link");
      mark.setAttribute("aria-label", mark.getAttribute("aria-label") || mark.dataset.row);
      mark.addEventListener("keydown", function (event) { if (event.key === "Enter") { location.href = address; } });
    }
  }

  // What Vega-Lite remarks on a specification is of use to its author alone, not to a reader.
  function compiled(spec) {
    return window.vegaLite.compile(spec, { logger: window.vega.logger(window.vega.Error) }).spec;
  }

  async function explore(button) {
    const figure = button.closest("figure");
    button.disabled = true;
    try {
      await vega(button.dataset.vega);
      await script(button.dataset.spec);
      const [wide, narrow] = figure.querySelectorAll(".drawing");
      const shown = getComputedStyle(wide).display === "none" ? "narrow" : "wide";
      const target = document.createElement("div");
      target.className = "drawing table-scroll";
      target.tabIndex = 0;
      target.setAttribute("role", "region");
      target.setAttribute("aria-label", figure.querySelector(".figure-title .caption-text").textContent);
      const how = { actions: false, renderer: "svg", ast: true, logLevel: window.vega.Error };
      await window.vegaEmbed(target, compiled(withRoot(specs[figure.id][shown])), how);
      lead(target);
      plain(target);
      wide.replaceWith(target);
      narrow.remove();
      button.remove();
      target.focus();
    } catch (error) {
      button.disabled = false;
      button.textContent = "Explore: " + error.message;
    }
  }

  for (const button of document.querySelectorAll(".figure-explore")) {
    button.hidden = false;
    button.addEventListener("click", function () { explore(button); });
  }
})();
