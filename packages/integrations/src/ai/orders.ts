import { cleanText, fold } from '../local/bounded-text.ts';

/**
 * What a text says that is meant for a model rather than to be kept: words to override, to impersonate the frame
 * around it, to fix the answer. Written against folded text.
 */
const patterns: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|skip)\b.{0,40}\b(?:previous|above|prior|earlier|all|any|your|the system|every)\b.{0,40}\b(?:instructions?|rules?|prompts?|messages?|directions?|guidelines?|commands?|text|context)\b/,
  /\b(?:ignorier|vergiss|missachte)\w*\b.{0,60}\b(?:anweisung|regel|anleitung|vorgabe)/,
  /\b(?:ignore[zs]?|oublie[zs]?)\b.{0,60}\b(?:instructions?|consignes|regles)\b/,
  /\b(?:ignora|olvida|descarta)\b.{0,60}\b(?:instrucciones|reglas|indicaciones)\b/,
  /\b(?:system|developer|assistant|user)\s*(?:prompt|message|instructions?|role|mode)\b/,
  /\b(?:your|the|these|initial|hidden|original|secret|full)\s+(?:instructions|prompt|guidelines|rules above)\b/,
  /(?:^|\n)\s*#{0,4}\s*(?:system|assistant|developer|human|user|instructions?)\s*(?::|\n|$)/,
  /<\/?\s*(?:system|assistant|user|instructions?|prompt|im_start|im_end|data|text|thought)\b/,
  /<\|.{0,40}\|>|\[\/?inst\]|\[\/?system\]/,
  /\byou are (?:now|no longer|actually|a|an)\b.{0,60}\b(?:ai|model|assistant|bot|classifier|dan|system|agent|jailbroken|unrestricted)\b/,
  /\bsystem\s*:|\b(?:pretend to be|roleplay)\b/,
  /\b(?:drawer|category|bucket|classification)\b.{0,60}\b(?:people|persons?|projects?|ideas?|admin)\b/,
  /\bthis (?:line|note|thought|text|entry|message)\b.{0,30}\b(?:is|belongs?|counts?|goes)\b.{0,30}\b(?:people|person|projects?|ideas?|admin)\b/,
  /\b(?:pretend|act|behave|roleplay|respond|answer|reply|speak)\b.{0,30}\b(?:as if|as though|as an?|like an?|only with|exactly with|in json|with json|with the word)\b/,
  /["']?\b(?:category|confidence|title|intent)\b["']?\s*(?::|=|must be|should be|to be|has to be)\s*["']?[\w.]+/,
  /\b(?:set|return|output|use|put|make|give|assign|choose|answer)\b.{0,40}\b(?:category|confidence|json|schema|field|title|intent)\b/,
  /\b(?:classify|categori[sz]e|file|label|tag|treat|mark|sort)\b.{0,30}\b(?:this|it|everything|all|the following|me)\b.{0,20}\b(?:as|under|into|to)\b/,
  /\b(?:print|repeat|reveal|show|output|echo|reproduce|leak|translate|summari[sz]e|encode)\b.{0,60}\b(?:instructions?|prompt|rules|everything above|text above|words above|configuration|examples|corrections|api key|secret)\b/,
  /\b(?:new|updated|important|urgent|admin|override)\s+(?:instructions?|rules?|policy|directive|system)\b/,
  /\b(?:end of|begin|start of|stop|close)\b.{0,20}\b(?:data|input|text|document|user content|thought)\b/,
  /\b(?:call|invoke|execute|run|use|trigger)\b.{0,20}\b(?:the )?(?:tool|function|action|workflow|command|webhook|api|shell)\b/,
  /\b(?:dear|hey|hi|attention|note to|message (?:to|for))\s+(?:the\s+)?(?:ai|model|assistant|llm|classifier|gpt|claude|bot)\b/,
];

/** Letters that look like others, and characters that are not seen, hide an order from a pattern but not from a model. */
function plain(text: string): string {
  return fold(cleanText(text).normalize('NFKC'))
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/[а]/g, 'a')
    .replace(/[е]/g, 'e')
    .replace(/[о]/g, 'o')
    .replace(/[і]/g, 'i')
    .replace(/[р]/g, 'p')
    .replace(/[с]/g, 'c')
    .replace(/\b(\w)(?:[ .\-_*](\w)\b){4,}/g, (spaced) => spaced.replace(/[ .\-_*]/g, ''));
}

/**
 * Whether a text reads like orders to a model. It is still only data; but then a model's word about it does not
 * count against the rules', which can't be talked to.
 */
export function readsLikeOrders(text: string): boolean {
  const folded = plain(text);
  return patterns.some((pattern) => pattern.test(folded));
}
