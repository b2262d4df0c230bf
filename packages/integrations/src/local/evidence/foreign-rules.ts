import type { RuleGroup } from './rule.ts';

export const foreignShortForms: RuleGroup = {
  name: 'German, French and Spanish short forms',
  why: 'English is what the rules read; short everyday notes in three more languages should not be lost on them.',
  rules: [
    {
      id: 'errand, German',
      when: /\b(?:anrufen|bezahlen|zahlen|kaufen|abholen|abgeben|buchen|umbuchen|kundigen|verlangern|bestellen|einkaufen|einreichen|uberweisen|ausfullen|zuruckgeben|zuruckschicken|abschicken|putzen|waschen|anmelden|abmelden|beantragen|vereinbaren|mitbringen|erneuern|wechseln|entsorgen|giessen)\b/,
      points: { admin: 2 },
    },
    {
      id: 'errand, French',
      in: 'lead',
      when: /^(?:appeler|payer|acheter|prendre|reserver|annuler|renouveler|envoyer|rendre|chercher|aller|repondre|commander|signer|deposer|recuperer|declarer|remplir|faire les courses|rdv|rendez-vous|sortir|nettoyer|changer)\b/,
      points: { admin: 2.2 },
    },
    {
      id: 'errand, Spanish',
      in: 'lead',
      when: /^(?:llamar|pagar|comprar|reservar|cancelar|renovar|enviar|devolver|recoger|pedir|firmar|sacar|llevar|mandar|contestar|limpiar|cambiar|ir a|cita|entregar|presentar)\b/,
      points: { admin: 2.2 },
    },
    {
      id: 'person rather than office',
      when: /\b(?:llamar a|appeler|anrufen)\b.{0,6}\bx(?:kin|name)|x(?:kin|name) anrufen/,
      points: { people: 1.6, admin: -0.8 },
    },
    {
      id: 'about a person',
      when: /\bx(?:name|kin)\b.{0,20}\b(?:ist|hat|mag|wohnt|arbeitet|heisst|kommt|es|esta|tiene|vive|trabaja|le gusta|est|a|aime|habite|travaille|s'appelle)\b/,
      points: { people: 1.2 },
    },
    {
      id: 'allergy and taste',
      when: /\b(?:allergi\w+|alergi\w+|schwanger|embarazada|enceinte|hochzeit|boda|mariage|lieblings\w+)\b/,
      points: { people: 1.3 },
    },
    {
      id: 'what if',
      when: /\b(?:was ware|wie ware|vielleicht konnte|man konnte|konnte man|warum|et si|pourquoi|peut-etre|on pourrait|y si|que tal|podriamos|quizas|por que|ojala)\b/,
      points: { ideas: 2.4 },
    },
    {
      id: 'project',
      when: /\b(?:renovier\w+|umbau\w*|planen|planung|aufbauen|entwickeln|gliederung|umsetzen|einfuhren|organisieren|renover|organiser|preparer|lancer|construire|organizar|planificar|lanzar|construir|desarrollar|preparar|montar|reformar)\b/,
      points: { projects: 1.8 },
    },
  ],
};
