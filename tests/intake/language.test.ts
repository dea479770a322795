import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../src/intake/language.ts'

describe('detectLanguage', () => {
  it.each([
    ['en', 'The council said on Monday that it was ready to open the bridge.'],
    ['uk', 'Міська рада повідомила, що міст відкриють у понеділок після ремонту.'],
    ['ru', 'Городской совет сообщил, что мост откроют в понедельник, и это первый этап.'],
    ['ar', 'قال المجلس إن الجسر سيفتح يوم الاثنين'],
    ['fa', 'شورای شهر گفت که پل روز دوشنبه باز می‌شود و چند روز دیگر'],
    ['de', 'Der Stadtrat sagte, dass die Brücke am Montag nicht für alle auf ist.'],
    ['fr', 'Le conseil a dit que le pont est ouvert pour les piétons dans la ville.'],
    ['es', 'El consejo dijo que el puente de la ciudad se abre por la mañana para los vecinos.'],
    ['pl', 'Rada miasta podała, że most nie jest jeszcze otwarty, ale prace są na ukończeniu.'],
    ['ja', '市議会は月曜日に橋を開くと述べた。'],
    ['zh', '市议会表示大桥将于周一开放。'],
    ['el', 'Το συμβούλιο είπε ότι η γέφυρα ανοίγει.'],
    ['en', '12345 !!!'],
    ['en', ''],
    ['en', 'Obama'],
  ])('says %s for %s', (language, text) => expect(detectLanguage(text)).toBe(language))
})
