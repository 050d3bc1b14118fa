// Writes style/tokens.css, public/icons.svg and public/later-icons.svg from Fluent 2's own packages (MIT). All results are committed,
// so neither the build nor CI needs npm. To refresh them, with Node 20 or later:
//
//   cd "$(mktemp -d)" && npm install @fluentui/tokens@1.0.0-alpha.24 @fluentui/svg-icons@1.1.343
//   node <project>/style/generate.mjs .
//
// It stops without writing when a pair of colours that the screens put together misses WCAG 2.2 AA.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const project = join(dirname(fileURLToPath(import.meta.url)), "..");
const packages = resolve(process.argv[2] ?? ".");
const require = createRequire(join(packages, "package.json"));
const { webLightTheme: light, webDarkTheme: dark } = require("@fluentui/tokens");

/** Role → Fluent's alias, or [alias in the light theme, alias in the dark theme] where one alone would be too faint. */
const colours = {
  canvas: "colorNeutralBackground2",
  surface: "colorNeutralBackground1",
  "surface-hover": ["colorNeutralBackground1Hover", "colorNeutralBackground6"],
  "surface-pressed": ["colorNeutralBackground1Selected", "colorSubtleBackgroundHover"],
  sunken: ["colorNeutralBackground3", "colorNeutralBackground2"],
  disabled: ["colorNeutralBackgroundDisabled", "colorNeutralBackground6"],
  inverted: "colorNeutralBackgroundInverted",
  text: "colorNeutralForeground1",
  "text-soft": "colorNeutralForeground2",
  "text-muted": "colorNeutralForeground3",
  "text-inverted": "colorNeutralForegroundInverted",
  line: ["colorNeutralStroke2", "colorNeutralStroke3"],
  "line-strong": "colorNeutralStroke1",
  "line-control": "colorNeutralStrokeAccessible",
  focus: "colorStrokeFocus2",
  link: ["colorBrandForegroundLink", "colorBrandForeground2"],
  "link-hover": ["colorBrandForegroundLinkHover", "colorBrandForeground2Hover"],
  brand: ["colorBrandForeground1", "colorBrandForeground2"],
  "brand-soft": "colorBrandBackground2",
  "brand-line": "colorBrandStroke2",
  "brand-text": "colorBrandForeground2",
  "brand-fill": "colorBrandBackground",
  "brand-fill-hover": "colorBrandBackgroundHover",
  "brand-fill-pressed": "colorBrandBackgroundPressed",
  "on-fill": "colorNeutralForegroundOnBrand",
  success: "colorStatusSuccessForeground1",
  "success-soft": "colorStatusSuccessBackground1",
  "success-line": "colorStatusSuccessBorder1",
  warning: "colorStatusWarningForeground1",
  "warning-soft": "colorStatusWarningBackground1",
  "warning-line": ["colorStatusWarningBorder1", "colorStatusWarningBackground2"],
  danger: ["colorStatusDangerForeground1", "colorStatusDangerForeground3"],
  "danger-soft": "colorStatusDangerBackground1",
  "danger-line": "colorStatusDangerBorder1",
  "danger-fill": "colorStatusDangerBackground3",
  "danger-fill-hover": "colorStatusDangerBackground3Hover",
  "danger-fill-pressed": "colorStatusDangerBackground3Pressed",
  backdrop: "colorBackgroundOverlay",
  "shadow-ambient": "colorNeutralShadowAmbient",
  "shadow-key": "colorNeutralShadowKey",
};

/** Text on ground needs 4.5; a mark or an edge that says something needs 3. */
const pairs = [
  ...["text", "text-soft", "text-muted", "link", "link-hover", "brand", "success", "warning", "danger"].flatMap((it) =>
    ["canvas", "surface", "sunken", "surface-hover"].map((ground) => [it, ground, 4.5])),
  ...["text", "text-soft", "text-muted", "link", "brand", "brand-text"].map((it) => [it, "brand-soft", 4.5]),
  ...["success", "warning", "danger"].flatMap((it) =>
    [it, "text", "text-soft", "link"].map((words) => [words, `${it}-soft`, 4.5])),
  ...["brand-fill", "brand-fill-hover", "brand-fill-pressed", "danger-fill", "danger-fill-hover", "danger-fill-pressed"].map(
    (ground) => ["on-fill", ground, 4.5]),
  ["text-muted", "disabled", 4.5],
  ["text", "surface-pressed", 4.5],
  ["text-inverted", "inverted", 4.5],
  ...["line-control", "focus", "brand"].flatMap((it) => ["canvas", "surface", "sunken"].map((ground) => [it, ground, 3])),
];

/** Fluent writes px; the screens speak rem, so that a reader's own text size counts. */
const rem = (px) => `${parseFloat(px) / 16}rem`;
const value = (theme, alias, dim) => (theme[alias] ?? fail(`no token ${alias} ${dim}`)).replace(/\s*,\s*/g, ", ");
const leading = (it) => +(parseFloat(light[`lineHeight${it}`]) / parseFloat(light[`fontSize${it}`])).toFixed(3);
const both = (role) => {
  const [day, night] = [colours[role]].flat().length === 2 ? colours[role] : [colours[role], colours[role]];
  return [value(light, day, "light"), value(dark, night, "dark")];
};
const fail = (why) => {
  console.error(why);
  process.exit(1);
};

const luminance = (hex) => {
  const [r, g, b] = hex.match(/[0-9a-f]{2}/gi).map((it) => {
    const share = parseInt(it, 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (one, other) => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
};
const measured = pairs.flatMap(([words, ground, least]) =>
  [0, 1].map((mode) => ({ words, ground, least, mode: ["light", "dark"][mode], ratio: contrast(both(words)[mode], both(ground)[mode]) })));
const faint = measured.filter((it) => it.ratio < it.least);
if (faint.length > 0) {
  fail(faint.map((it) => `${it.words} on ${it.ground}, ${it.mode}: ${it.ratio.toFixed(2)}, needs ${it.least}`).join("\n"));
}

const shadow = (offset, blur, ambient) =>
  `0 0 ${rem(ambient)} var(--color-shadow-ambient), 0 ${rem(offset)} ${rem(blur)} var(--color-shadow-key)`;
const lines = [
  ...Object.keys(colours).map((role) => {
    const [day, night] = both(role);
    return `--color-${role}: ${day === night ? day : `light-dark(${day}, ${night})`};`;
  }),
  ...[light.spacingHorizontalXXS, light.spacingHorizontalXS, light.spacingHorizontalS, light.spacingHorizontalM,
    light.spacingHorizontalL, light.spacingHorizontalXL, light.spacingHorizontalXXL, light.spacingHorizontalXXXL, "48px",
  ].map((it, index) => `--space-${index}: ${rem(it)};`),
  `--radius-control: ${rem(light.borderRadiusMedium)};`,
  `--radius-card: ${rem(light.borderRadiusXLarge)};`,
  `--radius-round: ${light.borderRadiusCircular};`,
  `--stroke: ${light.strokeWidthThin};`,
  `--stroke-thick: ${light.strokeWidthThick};`,
  `--stroke-thicker: ${light.strokeWidthThicker};`,
  `--font-text: "Segoe UI Variable", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", sans-serif;`,
  `--font-code: "Cascadia Code", ${light.fontFamilyMonospace.replaceAll("'", '"').replace('"Courier New", Courier, ', "ui-monospace, ")};`,
  ...Object.entries({ small: "Base200", body: "Base300", large: "Base400", title: "Base500", page: "Hero700" }).flatMap(([name, it]) => [
    `--text-${name}: ${rem(light[`fontSize${it}`])};`,
    ...(name === "body" || name === "page" ? [`--leading-${name}: ${leading(it)};`] : []),
  ]),
  // The heading of a page grows with the room, from Fluent's size 600 to its size 700.
  `--text-heading: clamp(${rem(light.fontSizeBase600)}, 1.2rem + 1vw, var(--text-page));`,
  `--weight-regular: ${light.fontWeightRegular};`,
  `--weight-strong: ${light.fontWeightSemibold};`,
  `--shadow-menu: ${shadow(8, 16, 2)};`,
  `--shadow-dialog: ${shadow(32, 64, 8)};`,
  `--calm: ${light.durationSlow};`,
  `--turn: 1s;`,
  `--ease: ${value(light, "curveDecelerateMin", "light")};`,
  // Measures of ours: the least height of a control for a mouse, the target for a finger, the columns of the frame.
  "--size-target: 1.5rem;",
  "--size-control: 2rem;",
  "--size-icon: 1.25rem;",
  "--size-nav: 15rem;",
  "--size-page: 80rem;",
  "--size-reading: 44rem;",
  "--size-dialog: 42rem;",
  "--size-column: 13rem;",
  "--size-card: 20rem;",
  "--size-narrow: 30rem;",
];
const coarse = ["--size-target: 2.75rem;", "--size-control: 2.75rem;"];
const tokens = `/* Written by generate.mjs from @fluentui/tokens (MIT, Microsoft): change it there. */
@layer tokens {
  :root {
    color-scheme: light dark;
${lines.map((it) => `    ${it}`).join("\n")}
  }

  :root[data-scheme="light"] { color-scheme: light; }
  :root[data-scheme="dark"] { color-scheme: dark; }

  @media (pointer: coarse) {
    :root {
${coarse.map((it) => `      ${it}`).join("\n")}
    }
  }
}
`;

/** Our name → Fluent's file, size 20. */
const icons = {
  home: "home_20_regular",
  people: "people_20_regular",
  settings: "settings_20_regular",
  building: "building_20_regular",
  "building-multiple": "building_multiple_20_regular",
  "arrow-swap": "arrow_swap_20_regular",
  checkmark: "checkmark_20_regular",
  "checkmark-circle": "checkmark_circle_20_filled",
  "error-circle": "error_circle_20_filled",
  "dismiss-circle": "dismiss_circle_20_filled",
  warning: "warning_20_filled",
  info: "info_20_filled",
  question: "question_circle_20_regular",
  clock: "clock_20_regular",
  mail: "mail_20_regular",
  copy: "copy_20_regular",
  dismiss: "dismiss_20_regular",
  "chevron-down": "chevron_down_20_regular",
  "chevron-left": "chevron_left_20_regular",
  "chevron-right": "chevron_right_20_regular",
  search: "search_20_regular",
  link: "link_20_regular",
  "link-dismiss": "link_dismiss_20_regular",
  "arrow-right": "arrow_right_20_regular",
  "arrow-reset": "arrow_reset_20_regular",
  "arrow-sync": "arrow_sync_20_regular",
  "arrow-undo": "arrow_undo_20_regular",
  "arrow-download": "arrow_download_20_regular",
  add: "add_20_regular",
  subtract: "subtract_20_regular",
  person: "person_20_regular",
  "lock-closed": "lock_closed_20_regular",
  document: "document_20_regular",
  open: "open_20_regular",
  history: "history_20_regular",
  beaker: "beaker_20_regular",
  box: "box_20_regular",
  cloud: "cloud_20_regular",
  "cloud-off": "cloud_off_20_regular",
  hourglass: "hourglass_20_regular",
  navigation: "navigation_20_regular",
  calendar: "calendar_20_regular",
  "shield-check": "shield_checkmark_20_regular",
  send: "send_20_regular",
  list: "list_20_regular",
};
const symbol = ([name, file]) => {
  const source = readFileSync(join(packages, "node_modules/@fluentui/svg-icons/icons", `${file}.svg`), "utf8");
  const [, box, body] = source.match(/viewBox="([^"]+)">(.*)<\/svg>/s) ?? fail(`cannot read ${file}.svg`);
  return `<symbol id="${name}" viewBox="${box}">${body}</symbol>`;
};
// Our own mark: two ways that change sides. The tile takes the colour of the text around it.
const mark = `<symbol id="crossover" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="currentColor"/><g fill="none" stroke="#fff" stroke-width="3.2" stroke-linecap="round"><path opacity=".6" d="M6.5 21.5h3c6 0 7-11 13-11h3"/><path stroke="currentColor" stroke-width="7" stroke-linecap="butt" d="M12 14.2c2.4 2.4 5.6 6.4 8 8"/><path d="M6.5 10.5h3c6 0 7 11 13 11h3"/></g></symbol>`;
const sprite = (symbols) => `<svg xmlns="http://www.w3.org/2000/svg"><!-- Written by style/generate.mjs from @fluentui/svg-icons (MIT, Microsoft): change it there. -->
${symbols.join("\n")}
</svg>
`;
// What the first page shows is a file of its own; src/components/icon.rs knows the same names.
const listed = readFileSync(join(project, "src/components/icon.rs"), "utf8").match(/const FIRST: .*?=\s*\[(.*?)\];/s) ?? fail("icon.rs lists no icons");
const first = [...listed[1].matchAll(/"([^"]+)"/g)].map(([, name]) => name);
const [early, later] = [true, false].map((wanted) => Object.entries(icons).filter(([name]) => first.includes(name) === wanted).map(symbol));

writeFileSync(join(project, "style/tokens.css"), tokens);
writeFileSync(join(project, "public/icons.svg"), sprite([mark, ...early]));
writeFileSync(join(project, "public/later-icons.svg"), sprite(later));
const least = measured.reduce((a, b) => (a.ratio / a.least < b.ratio / b.least ? a : b));
console.log(`${measured.length} pairs of colours measured; the closest is ${least.words} on ${least.ground} (${least.mode}): ${least.ratio.toFixed(2)}, needs ${least.least}`);
console.log(`${Object.keys(icons).length + 1} icons`);
