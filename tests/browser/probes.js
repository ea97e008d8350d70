/* What axe-core does not see, asked of a page in the browser. `showing.py` loads this before every page. */
(() => {
  const PRESSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const LINE = 24; // of a field with more than one stop or line, what is written on
  const drawn = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const named = (one) => {
    const words = (one.labels?.[0] ?? one).innerText || one.getAttribute("aria-label") || one.name || "";
    return `${one.localName}${one.type ? `[${one.type}]` : ""} “${words.replace(/\s+/g, " ").trim().slice(0, 60)}”`;
  };
  const pressable = () => [...document.querySelectorAll(PRESSABLE)].filter((one) => drawn(one) && !one.disabled);

  /* One stop for a group of round choices: the chosen one, or the first. */
  const isStop = (one) => {
    if (one.tabIndex < 0) return false;
    if (one.type !== "radio") return true;
    const group = [...document.getElementsByName(one.name)].filter((other) => other.form === one.form);
    return one === (group.find((other) => other.checked) ?? group[0]);
  };

  /* What is seen of a box: without the room for a finger that is kept around the words. */
  const words = (one, box) => {
    const style = getComputedStyle(one);
    return { left: box.left, right: box.right, top: box.top + parseFloat(style.paddingTop), bottom: box.bottom - parseFloat(style.paddingBottom) };
  };
  const paints = (one, x, y) =>
    !/^(transparent|rgba\(.*, 0\))$/.test(getComputedStyle(one).backgroundColor) ||
    [...one.getClientRects()].map((box) => words(one, box)).some((it) => it.left <= x && x <= it.right && it.top <= y && y <= it.bottom);

  /* Whether something else is drawn over it. What it stands in cannot cover it. */
  const covered = (one, box) => {
    const it = words(one, box);
    return [[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]].some(([across, down]) => {
      const x = it.left + 3 + (it.right - it.left - 6) * across, y = it.top + 3 + (it.bottom - it.top - 6) * down;
      const here = document.elementsFromPoint(x, y);
      const above = here.slice(0, Math.max(here.indexOf(one), 0));
      return above.some((other) => !one.contains(other) && !other.contains(one) && paints(other, x, y));
    });
  };

  /* A link among the words of a sentence is as high as its line (WCAG 2.5.8, exception “inline”). */
  const inSentence = (one) => {
    if (one.localName !== "a" || getComputedStyle(one).display !== "inline") return false;
    let block = one.parentElement;
    while (getComputedStyle(block).display === "inline") block = block.parentElement;
    const rest = block.cloneNode(true);
    rest.querySelectorAll(`${PRESSABLE}, svg, .away`).forEach((other) => other.remove());
    return /\p{L}/u.test(rest.textContent);
  };

  /* Width and height of what answers to a finger around the middle, as far as `most`. */
  const reach = (one, most) => {
    one.scrollIntoView({ block: "center", inline: "nearest" });
    const box = one.getClientRects()[0];
    const answers = (x, y) => {
      const hit = document.elementFromPoint(x, y);
      return hit !== null && (one.contains(hit) || hit.closest("label")?.control === one);
    };
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const far = (dx, dy) => {
      let n = 0;
      while (n < most && answers(x + dx * (n + 1), y + dy * (n + 1))) n += 1;
      return n;
    };
    if (!answers(x, y)) return [0, 0];
    return [far(-1, 0) + far(1, 0) + 1, far(0, -1) + far(0, 1) + 1];
  };

  window.probes = {
    unfold: () => document.querySelectorAll("details").forEach((one) => { one.open = true; }),
    stops: () => pressable().filter(isStop).map(named),
    unreachable: () => pressable().filter((one) => one.tabIndex < 0 && !one.closest("[aria-hidden=true]")).map(named),
    /* Where the focus is: its place among the stops (-1: on none of them), and what is wrong with how it is seen. */
    focus: () => {
      const one = document.activeElement;
      const style = getComputedStyle(one), box = one.getClientRects()[0];
      if (one === document.body || box === undefined) return { place: -1, wrong: [] };
      const within = /^(date|time)$/.test(one.type) && !one.matches(":focus-visible"); // its calendar: the ring is the browser's own
      const ring = within || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
      const shows = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
      const inside = box.right > 0 && box.left < innerWidth && shows >= Math.min(box.height - 2, /^(textarea|date|time)$/.test(one.type) ? LINE : innerHeight / 2);
      const wrong = [!ring && "no ring", !inside && "out of sight", covered(one, box) && "covered"].filter(Boolean);
      return { place: pressable().filter(isStop).indexOf(one), name: named(one), wrong };
    },
    small: (side) =>
      pressable().filter((one) => one.tabIndex >= 0 && !one.matches(".skip") && !inSentence(one)).map((one) => [one, ...reach(one, side)])
        .filter(([, width, height]) => width < side || height < side)
        .map(([one, width, height]) => `${named(one)}: ${width} × ${height}`),
    /* What is wider than the screen, innermost first. */
    sticksOut: () => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      return [...document.querySelectorAll("body *")].filter((one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > room + 1 || box.left < -1);
      }).reverse().slice(0, 5).map((one) => `${one.localName}.${one.className}: ${named(one)}`);
    },
    askedByLinks: () => [...document.querySelectorAll("link[rel~=icon]")].map((one) => one.href),
  };
})();
