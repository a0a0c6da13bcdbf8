/** Large towns by German area code, without the leading zero: `code town`. Source: numbering plan of the Bundesnetzagentur. */
const TOWNS = `
30 Berlin | 40 Hamburg | 69 Frankfurt am Main | 89 München | 201 Essen | 202 Wuppertal | 203 Duisburg | 208 Oberhausen, Mülheim |
209 Gelsenkirchen | 211 Düsseldorf | 212 Solingen | 214 Leverkusen | 221 Köln | 228 Bonn | 231 Dortmund | 234 Bochum | 241 Aachen |
251 Münster | 261 Koblenz | 271 Siegen | 281 Wesel | 2131 Neuss | 2151 Krefeld | 2161 Mönchengladbach | 2331 Hagen |
2361 Recklinghausen | 2381 Hamm | 2421 Düren | 331 Potsdam | 335 Frankfurt (Oder) | 340 Dessau-Roßlau | 341 Leipzig |
345 Halle (Saale) | 351 Dresden | 355 Cottbus | 361 Erfurt | 365 Gera | 371 Chemnitz | 375 Zwickau | 381 Rostock | 385 Schwerin |
391 Magdeburg | 395 Neubrandenburg | 3581 Görlitz | 3641 Jena | 3643 Weimar | 3831 Stralsund | 3834 Greifswald | 421 Bremen |
431 Kiel | 441 Oldenburg | 451 Lübeck | 461 Flensburg | 471 Bremerhaven | 4131 Lüneburg | 4321 Neumünster | 4421 Wilhelmshaven |
4921 Emden | 511 Hannover | 521 Bielefeld | 531 Braunschweig | 541 Osnabrück | 551 Göttingen | 561 Kassel | 571 Minden |
581 Uelzen | 591 Lingen | 5121 Hildesheim | 5141 Celle | 5241 Gütersloh | 5251 Paderborn | 5331 Wolfenbüttel | 5341 Salzgitter |
5361 Wolfsburg | 611 Wiesbaden | 621 Mannheim, Ludwigshafen | 631 Kaiserslautern | 641 Gießen | 651 Trier | 661 Fulda |
671 Bad Kreuznach | 681 Saarbrücken | 6021 Aschaffenburg | 6131 Mainz | 6151 Darmstadt | 6172 Bad Homburg | 6221 Heidelberg |
6241 Worms | 6421 Marburg | 6441 Wetzlar | 711 Stuttgart | 721 Karlsruhe | 731 Ulm | 741 Rottweil | 751 Ravensburg |
761 Freiburg im Breisgau | 771 Donaueschingen | 781 Offenburg | 791 Schwäbisch Hall | 7071 Tübingen | 7121 Reutlingen |
7131 Heilbronn | 7141 Ludwigsburg | 7161 Göppingen | 7221 Baden-Baden | 7231 Pforzheim | 7361 Aalen | 7531 Konstanz |
7541 Friedrichshafen | 811 Hallbergmoos | 821 Augsburg | 831 Kempten | 841 Ingolstadt | 851 Passau | 861 Traunstein | 871 Landshut |
8031 Rosenheim | 8161 Freising | 906 Donauwörth | 911 Nürnberg | 921 Bayreuth | 931 Würzburg | 941 Regensburg | 951 Bamberg |
961 Weiden | 971 Bad Kissingen | 981 Ansbach | 991 Deggendorf | 9131 Erlangen | 9281 Hof | 9561 Coburg | 9721 Schweinfurt`;

const BY_CODE: ReadonlyMap<string, string> = new Map(
  TOWNS.split('|').map((entry) => {
    const [code = '', ...town] = entry.trim().split(' ');
    return [code, town.join(' ')];
  }),
);

/** The town of a German number given without country code and without leading zero (`30123456` → `Berlin`); null for codes that we do not list. */
export function areaName(nationalNumber: string): string | null {
  for (const length of [2, 3, 4]) {
    const town = BY_CODE.get(nationalNumber.slice(0, length));
    if (town !== undefined) return town;
  }
  return null;
}
