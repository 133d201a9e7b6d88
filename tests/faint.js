// What cannot be read in the figures of a page: text below 4.5:1 on what lies under it, marks of
// evidence below 3:1 on the ground.
() => {
  function channels(colour) {
    const plain = /rgba?\(([\d., ]+)\)/.exec(colour);
    if (plain) { return plain[1].split(",").map(Number); }
    const mixed = /color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)/.exec(colour);
    return mixed ? mixed.slice(1, 4).map((part) => part * 255) : null;
  }
  function light(colour) {
    const [r, g, b] = colour.slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }
  function contrast(one, other) {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }
  function solid(shape) {
    const style = getComputedStyle(shape);
    const paint = channels(style.fill);
    return paint && paint[3] !== 0 && Number(style.opacity) > 0.5 && Number(style.fillOpacity) > 0.5;
  }

  const faint = [];
  for (const figure of document.querySelectorAll("figure.evidence-figure")) {
    const svg = figure.querySelector(".drawing svg");
    const ground = channels(getComputedStyle(figure).backgroundColor);
    const shapes = [...svg.querySelectorAll("path, rect")].filter(solid)
      .map((shape) => [shape, shape.getBoundingClientRect()]);
    for (const text of svg.querySelectorAll("text")) {
      const style = getComputedStyle(text), box = text.getBoundingClientRect();
      if (!text.textContent.trim() || Number(style.opacity) === 0 || !channels(style.fill)) { continue; }
      const x = box.x + box.width / 2, y = box.y + box.height / 2;
      const under = shapes.filter(([shape, at]) => at.height > 8 && at.x <= x && x <= at.right
        && at.y <= y && y <= at.bottom && shape.compareDocumentPosition(text) & 4).pop();
      const found = contrast(channels(style.fill), under ? channels(getComputedStyle(under[0]).fill) : ground);
      if (found < 4.5) { faint.push(`${figure.id}: "${text.textContent}" ${found.toFixed(2)}`); }
    }
    for (const mark of svg.querySelectorAll(".mark-symbol path")) {
      const style = getComputedStyle(mark);
      const inks = [style.fill, style.stroke].map(channels).filter(Boolean).map((ink) => contrast(ink, ground));
      const seen = Math.max(0, ...inks); // in the colour of the ground it only keeps a place free
      if (Number(style.opacity) > 0.5 && seen > 1.02 && seen < 3) { faint.push(`${figure.id}: mark ${style.stroke}`); }
    }
  }
  return faint;
}
