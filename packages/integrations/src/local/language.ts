/** Languages with date words of their own here; everything else is read as English. */
export type Language = 'en' | 'de' | 'fr' | 'es';

const MARKERS: Record<Exclude<Language, 'en'>, RegExp> = {
  de: /\b(?:und|der|die|das|ist|nicht|mit|fur|beim?|zum|zur|von|vom|ein|eine|einen|auf|im|am|um|uhr|bis|jeden|morgen|ubermorgen|heute|naechste|nachste[nrsm]?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|januar|februar|marz|mai|juni|juli|oktober|dezember|anrufen|bezahlen|kaufen|abholen|termin|rechnung|geburtstag|idee|zahnarzt|ware|wir|ich|umbuchen|oder|planen|wenn)\b/g,
  fr: /\b(?:le|la|les|des?|du|et|est|une?|pour|avec|chez|avant|demain|aujourd'hui|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|janvier|fevrier|mars|avril|juin|juillet|aout|septembre|octobre|novembre|decembre|rdv|payer|acheter|appeler|facture|anniversaire|idee|chaque|prochaine?|au|aux|sans|faire)\b/g,
  es: /\b(?:el|la|los|las|del?|y|es|una?|para|con|antes|manana|hoy|lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|pagar|comprar|llamar|factura|cumpleanos|idea|cada|proxim[oa]|al|por|si|hacemos|sin|cita)\b/g,
};
const ENGLISH =
  /\b(?:the|and|is|are|to|of|for|with|my|in|on|at|by|that|this|it|we|i|you|he|she|they|his|her|from|about|not|before|after|a|an|buy|pay|call|book|next|get|be|should|will|need|has|have|was|were|or|if|how|what|why)\b/g;

/** The language of a short folded text, by its function words. In doubt English. */
export function guessLanguage(folded: string): Language {
  const count = (pattern: RegExp) => folded.match(pattern)?.length ?? 0;
  let best: Language = 'en';
  let most = count(ENGLISH);
  for (const language of ['de', 'fr', 'es'] as const) {
    const hits = count(MARKERS[language]);
    if (hits > most) {
      best = language;
      most = hits;
    }
  }
  return best;
}
