/** A text with its letters without accents: `Requêtes` is Requetes, `Zażądano` is Zazadano. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .normalize('NFC');
}
