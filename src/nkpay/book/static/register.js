// Search and filters of the register. The page shows its first rows without this script; when a
// reader first touches the form, the table library and the rows arrive as classic scripts, which
// a page opened from disk may load too. Text of the data is set as text, never as markup.
(function () {
  "use strict";
  const form = document.querySelector("form.finder");
  if (!form) { return; }
  const root = document.documentElement.dataset.content_root || "./";
  const table = document.querySelector(".finder-table table");
  const status = document.querySelector(".finder-status");
  const columns = Array.from(table.tHead.rows[0].cells, function (cell) { return cell.dataset.column; });
  // The order of a packed row: see nkpay.book.finder_scripts. Days are numbers such as 20251127.
  const ID = 0, STATEMENT = 1, DATE = 2, FIRST = 3, LAST = 4, TOPIC = 5, PLACE = 6, EVIDENCE = 7, SOURCES = 8, ENTITIES = 9, MORE = 10, ABOUT = 11;
  let lists = null, rows = [], grid = null, chosen = null, loading = null;

  window.nkpayRegister = {
    common: function (content) { lists = content; },
    table: function (content) {
      for (const data of content.rows) { rows.push({ data: data, table: content.name, alone: content.alone, together: content.together }); }
    },
  };

  function script(source) {
    return new Promise(function (resolve, reject) {
      const element = document.createElement("script");
      element.src = root + source;
      element.onload = resolve;
      element.onerror = function () { reject(new Error("cannot load " + source)); };
      document.head.append(element);
    });
  }

  // Case, accents and apostrophes of romanisations do not matter: "Chŏnsŏng" is "chonsong".
  function folded(text) {
    const lower = text.toLowerCase();
    if (/^[\x00-\x7f]*$/.test(lower)) { return lower.replace(/['’-]/g, ""); }
    return lower.normalize("NFD").replace(/[\u0300-\u036f'’-]/g, "").normalize("NFC");
  }

  function unique(values) { return Array.from(new Set(values)); }

  function publisher(row) {
    return unique(row.data[SOURCES].map(function (n) { return lists.sources[n][1]; })).join("; ");
  }

  function prepare() {
    const entities = lists.entities.map(folded), sources = lists.sources.map(function (s) { return folded(s[3]); });
    for (const row of rows) {
      const own = row.data;
      const place = lists.places[own[PLACE]];
      let text = own[ID] + "\n" + own[STATEMENT] + "\n" + own[MORE] + "\n" + (own[ABOUT] || "") + "\n" + own[DATE] + "\n" + publisher(row);
      text += "\n" + (lists.topics[own[TOPIC]] || own[TOPIC].replace(/-/g, " "));
      if (place) { text += "\n" + place[1] + "\n" + place[2]; }
      row.text = folded(text);
      for (const n of own[SOURCES]) { row.text += "\n" + sources[n]; }
      for (const n of own[ENTITIES]) { row.text += "\n" + entities[n]; }
    }
  }

  function lies(place, sought) {
    for (let n = place; n >= 0; n = lists.places[n][3]) { if (lists.places[n][0] === sought) { return true; } }
    return false;
  }

  // One test a row; the choices are read once for all rows.
  function choices() {
    const value = function (name) { return form.elements[name] ? form.elements[name].value : ""; };
    const sought = folded(value("words")).split(/\s+/).filter(Boolean);
    const from = Number(value("from")), to = Number(value("to"));
    const among = {};
    if (value("place")) {
      among.place = lists.places.map(function (place, n) { return lies(n, value("place")); });
    }
    if (value("publisher")) { among.publisher = lists.sources.map(function (s) { return s[0] === value("publisher"); }); }
    if (value("language")) { among.language = lists.sources.map(function (s) { return s[2] === value("language"); }); }
    const table = value("table"), topic = value("topic"), evidence = value("evidence");
    return function (row) {
      const own = row.data;
      if (table && row.table !== table) { return false; }
      if (topic && own[TOPIC] !== topic) { return false; }
      if (evidence && own[EVIDENCE] !== evidence) { return false; }
      if (from && !(own[LAST] >= from * 10000)) { return false; }
      if (to && !(own[FIRST] && own[FIRST] <= to * 10000 + 1231)) { return false; }
      if (among.place && !(own[PLACE] >= 0 && among.place[own[PLACE]])) { return false; }
      if (among.publisher && !own[SOURCES].some(function (n) { return among.publisher[n]; })) { return false; }
      if (among.language && !own[SOURCES].some(function (n) { return among.language[n]; })) { return false; }
      return sought.every(function (word) { return row.text.includes(word); });
    };
  }

  function link(row) {
    const cell = document.createElement("span"), anchor = document.createElement("a"), id = document.createElement("span");
    const page = row.together ? "" : "/" + (row.alone ? row.data[ID] : row.data[ID].slice(0, -2));
    anchor.href = root + "register/" + row.table + page + ".html#" + encodeURIComponent(row.data[ID]);
    anchor.textContent = row.data[STATEMENT];
    id.className = "row-id";
    id.textContent = row.data[ID];
    cell.append(anchor, " ", id);
    return cell;
  }

  const texts = {
    statement: function (row) { return row.data[STATEMENT]; },
    date: function (row) { return row.data[DATE]; },
    place: function (row) { return row.data[PLACE] < 0 ? "" : lists.places[row.data[PLACE]][1]; },
    evidence: function (row) { return lists.evidence[row.data[EVIDENCE]] || ""; },
    publisher: publisher,
    topic: function (row) { return row.data[TOPIC].replace(/-/g, " "); },
    more: function (row) { return row.data[MORE]; },
    about: function (row) { return row.data[ABOUT] || ""; },
  };

  // A node for display, plain text for sorting. An empty node keeps the library from
  // reading text as markup.
  function cell(name, kind, row) {
    if (kind === "display") { return name === "statement" ? link(row) : document.createTextNode(texts[name](row)); }
    if (kind === "sort" && name === "date") { return row.data[LAST]; }
    return kind === "sort" ? texts[name](row).toLowerCase() : "";
  }

  function draw() {
    chosen = choices();
    grid.draw();
    status.textContent = grid.page.info().recordsDisplay.toLocaleString("en-GB") + " of " + rows.length.toLocaleString("en-GB") + " rows";
    const query = new URLSearchParams(Array.from(new FormData(form)).filter(function (pair) { return pair[1]; })).toString();
    history.replaceState(null, "", query ? "#find?" + query : location.href.split("#")[0]);
  }

  function begin() {
    rows.sort(function (one, two) { return two.data[LAST] - one.data[LAST]; });
    prepare();
    table.hidden = false;
    table.tBodies[0].replaceChildren();
    grid = new window.nkpayTables(table, {
      data: rows,
      columns: columns.map(function (name) {
        return { data: null, type: name === "date" ? "num" : "string", searchable: false, className: "column-" + name,
          render: function (data, kind, row) { return cell(name, kind, row); } };
      }),
      order: [], autoWidth: false, pageLength: 25,
      layout: { topStart: null, topEnd: null, bottomStart: null, bottomEnd: "paging" },
      language: { zeroRecords: "No row fits.", emptyTable: "No row." },
    });
    grid.search.fixed("nkpay", function (text, row) { return chosen(row); });
    form.dataset.ready = "yes";
    draw();
  }

  function load() {
    if (!loading) {
      status.textContent = "Loading the rows …";
      const sources = ["_static/datatables.js", "register/_data/common.js"].concat(
        form.dataset.tables.split(" ").map(function (name) { return "register/_data/" + name + ".js"; }));
      loading = Promise.all(sources.map(script)).then(begin).catch(function (error) { status.textContent = error.message; });
    }
    return loading;
  }

  function changed() { if (grid) { draw(); } else { load(); } }

  function restore() {
    const [mark, query] = location.hash.split("?");
    if (mark !== "#find" || !query) { return false; }
    for (const [name, value] of new URLSearchParams(query)) { if (form.elements[name]) { form.elements[name].value = value; } }
    return true;
  }

  // A row's address in an older form, register/claims.html#C0083, leads on to its page.
  function older() {
    const [only, ...others] = form.dataset.tables.split(" ");
    const row = decodeURIComponent(location.hash.slice(1));
    if (!others.length && /^[A-Z]+\d+$/.test(row) && !document.getElementById(row)) {
      location.replace(root + "register/" + only + "/" + row.slice(0, -2) + ".html#" + row);
    }
  }

  older();
  form.hidden = false;
  form.addEventListener("focusin", load);
  form.addEventListener("pointerdown", load);
  form.addEventListener("input", changed);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("reset", function () { setTimeout(changed, 0); });
  window.addEventListener("hashchange", function () { if (restore()) { changed(); } });
  if (restore()) { load(); }
})();
