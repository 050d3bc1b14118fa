export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y"],
  rules: {
    // A table whose rows become cards on a narrow screen loses its meaning in browsers, unless the roles are written out.
    "no-redundant-role": "off",
    // ARIA lets a list be named.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};
