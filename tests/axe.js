// What axe-core finds on a page. It asks of every text what it stands on, which on a page of
// thousands of rows takes four fifths of its time: texts that look alike, with all that they stand
// in, are judged by one of them. All other rules see the whole page.
() => {
  const looks = new Map();
  function look(element) {
    if (!element) { return ""; }
    if (!looks.has(element)) {
      const style = getComputedStyle(element);
      const own = [element.localName, element.getAttribute("class"), style.color, style.fill,
        style.backgroundColor, style.backgroundImage, style.fontSize, style.fontWeight, style.opacity];
      looks.set(element, `${look(element.parentElement)}>${own.join()}`);
    }
    return looks.get(element);
  }
  const one = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (speaks && !one.has(look(element))) { one.set(look(element), element); }
  }
  const rest = { "target-size": { enabled: true }, "color-contrast": { enabled: false } };
  const judged = (found) => found.violations.flatMap(
    (fault) => fault.nodes.map((node) => `${fault.id}: ${node.html.slice(0, 120)}`));
  return axe.run(document, { resultTypes: ["violations"], rules: rest }).then((whole) =>
    axe.run({ include: [...one.values()] }, { resultTypes: ["violations"], runOnly: ["color-contrast"] })
      .then((texts) => [...judged(whole), ...judged(texts)]));
}
