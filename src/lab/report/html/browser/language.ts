/**
 * Browsers that were started without a locale name one that `Intl` does not know, `en-US@posix`, and the chart library
 * asks `Intl` for it as it loads. Whoever imports this first has a language that `Intl` knows.
 */

if (!isKnown(navigator.language)) {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}

function isKnown(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0
  } catch {
    return false
  }
}
