// The words that scripts say: they stand on the page, in its language.
const says = document.getElementById("says").dataset;
const plurals = new Intl.PluralRules(document.documentElement.lang);

// say gives a text of the page with its arguments, in the plural of n.
export function say(name, args = {}) {
  let text = says[name];
  if (text.startsWith("{\"")) {
    const forms = JSON.parse(text);
    text = forms[plurals.select(args.n)] ?? forms.other;
  }
  return text.replace(/\{(\w+)\}/g, (_, key) => typeof args[key] === "number" ? args[key].toLocaleString(document.documentElement.lang === "ar" ? "ar-EG" : "en") : args[key] ?? "");
}

// announce speaks one of them politely.
export function announce(name, args) {
  document.getElementById("live").textContent = say(name, args);
}
