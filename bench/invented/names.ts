/** Common first names; surnames common or composed, so that namesakes are as frequent as in a real school. */

import type { Random } from "./random.ts";

export type Sex = "boy" | "girl";

const list = (names: string) =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => name.replaceAll("_", " "));

const young: Record<Sex, readonly string[]> = {
  girl: list(`Jade Louise Emma Ambre Alice Rose Anna Alba Romy Mia Léna Inès Lina Julia Léa Agathe Iris Juliette Nina
    Adèle Olivia Charlie Eva Zoé Victoire Camille Chloé Sarah Manon Lucie Margaux Jeanne Romane Lola Inaya Mila Giulia
    Lyna Aya Nour Maryam Fatima Aïcha Yasmine Assia Kenza Sofia Safia Amina Salma Imane Malak Hana Sirine Lilia Maïssa
    Aminata Fatoumata Mariam Awa Oumou Kadiatou Bintou Hawa Aïssatou Djeneba Rokia Khady Ndeye Coumba Elif Zeynep
    Defne Ecrin Azra Ana Maria Beatriz Carolina Lucia Elena Chiara Giorgia Ioana Andreea Alexandra Anastasia Daria
    Oksana Kateryna Mei Linh Thi_Mai Priya Ananya Shreya Noémie Clémence Capucine Apolline Garance Héloïse Éloïse
    Constance Valentine Margot Maëlys Maëlle Anaïs Océane Élise Elsa Eléa Éléonore Gabrielle Joséphine Mathilde Pauline
    Clara Célia Lisa Maya Thaïs Tess Salomé Suzanne Simone Lætitia Soline Solène Enora Gwenaëlle Nolwenn Rozenn Lison
    Alix Albane Diane Faustine Flora Emy Candice Cassandre Coline Livia Lou Louna Luna Mélina Naomi Esther Rachel
    Rebecca Eden Hannah Victoria Ophélie Amandine`),
  boy: list(`Gabriel Raphaël Léo Louis Noah Jules Arthur Adam Maël Lucas Liam Hugo Isaac Sacha Noé Gabin Nathan Paul Aaron
    Eden Ethan Mohamed Tom Léon Théo Marius Victor Robin Martin Mathis Timothée Axel Antoine Valentin Augustin Samuel
    Maxime Clément Baptiste Alexandre Rayan Ibrahim Imran Yanis Amir Ilyes Ayoub Younes Mehdi Bilal Hamza Zakaria Sami
    Nassim Wassim Karim Anis Mohamed_Amine Ahmed Ali Youssef Omar Moussa Mamadou Ousmane Amadou Abdoulaye Souleymane
    Seydou Boubacar Cheikh Lamine Ismaël Issa Idriss Emre Yusuf Kerem Eymen Mert João Tiago Diego Mateo Pablo Miguel
    Rafael Luca Matteo Alessandro Andrei Stefan Nikita Dmytro Mykola Minh Anh Wei Jun Arjun Rohan Enzo Nolan Evan Kylian
    Esteban Soren Malo Ewen Titouan Loïc Corentin Gaël Tristan Yann Erwan Côme Gaspard Gustave Oscar Félix Anatole
    Achille Ulysse Basile Octave Hector Aurélien Adrien Romain Quentin Simon Benjamin Thomas Nicolas Pierre Étienne
    François Grégoire Guillaume Joseph Joachim Élie Élias Nael Naïm Milo Marceau Auguste Camille Charlie Noa Loan
    Lenny Timéo Mathéo Louka Ruben David Daniel Jonas Jonathan Kenzo Ryan Dylan Jérémy Kévin`),
};

const grown: Record<Sex, readonly string[]> = {
  girl: list(`Marie Nathalie Isabelle Sylvie Sophie Céline Stéphanie Sandrine Aurélie Émilie Élodie Julie Virginie
    Christelle Valérie Karine Laurence Delphine Audrey Caroline Laetitia Claire Anne Hélène Véronique Laure Magali
    Sabrina Vanessa Séverine Emmanuelle Jessica Jennifer Mélanie Cécile Amélie Marion Charlotte Bérénice Nadège Nadia
    Samira Fatiha Khadija Malika Rachida Naïma Leïla Karima Latifa Aya Fatou Mariama Aminata Awa Ana Carla Maria_Luz
    Teresa Paula Chiara Francesca Elena Olga Irina Svetlana Ayse Fatma Emine Lan Mai Huong Priya Sunita Maëlle
    Anne-Laure Anne-Sophie Marie-Christine Marie-Laure Marie-France Agnès Béatrice Brigitte Catherine Chantal Corinne
    Dominique Estelle Fabienne Florence Frédérique Gaëlle Ingrid Joëlle Lydie Maud Muriel Noëlle Odile Pascale
    Patricia Perrine Sonia Solange Tiphaine Ursula Yolande Zohra`),
  boy: list(`Nicolas Julien Sébastien David Christophe Frédéric Stéphane Olivier Laurent Guillaume Jérôme Thomas Vincent
    Alexandre Mathieu Cédric Mickaël Romain Arnaud Pierre François Philippe Éric Thierry Pascal Bruno Franck Fabrice
    Ludovic Grégory Anthony Benoît Emmanuel Damien Fabien Xavier Sylvain Yannick Loïc Hervé Didier Gilles Karim Rachid
    Mohamed Ahmed Saïd Mustapha Abdelkader Farid Kamel Hassan Nabil Mamadou Amadou Ibrahima Moussa Ousmane Rui Paulo
    Carlos José Diego Antonio Marco Giovanni Andrei Serge Igor Mehmet Mustafa Ali Minh Tuan Rajesh Jean-Baptiste
    Jean-Pierre Jean-François Jean-Marc Jean-Luc Pierre-Yves Paul Louis Alain Bernard Denis Dominique Édouard Étienne
    Gaël Geoffroy Hugues Ivan Joël Klaus Lionel Marc Maxime Noël Patrice Régis Rémi Samuel Tanguy Valéry Yves`),
};

const common =
  list(`MARTIN BERNARD THOMAS PETIT ROBERT RICHARD DURAND DUBOIS MOREAU LAURENT SIMON MICHEL LEFÈVRE LEROY
  ROUX DAVID BERTRAND MOREL FOURNIER GIRARD BONNET DUPONT LAMBERT FONTAINE ROUSSEAU VINCENT MULLER FAURE ANDRÉ MERCIER
  BLANC GUÉRIN BOYER GARNIER CHEVALIER FRANÇOIS LEGRAND GAUTHIER GARCIA PERRIN ROBIN CLÉMENT MORIN NICOLAS HENRY ROUSSEL
  MATHIEU GAUTIER MASSON MARCHAND DUVAL DENIS DUMONT MARIE LEMAIRE NOËL MEYER DUFOUR MEUNIER BRUN BLANCHARD GIRAUD JOLY
  RIVIÈRE LUCAS BRUNET GAILLARD BARBIER ARNAUD MARTINEZ GÉRARD ROCHE RENARD SCHMITT ROY LEROUX COLIN VIDAL CARON PICARD
  ROGER FABRE AUBERT LEMOINE RENAUD DUMAS LACROIX OLIVIER PHILIPPE BOURGEOIS PIERRE BENOÎT REY LECLERC PAYET ROLLAND
  LECLERCQ GUILLAUME LECOMTE LOPEZ JEAN DUPUY GUILLOT HUBERT BERGER CARPENTIER SANCHEZ DUPUIS MOULIN LOUIS DESCHAMPS HUET
  VASSEUR PEREZ BOUCHER FLEURY ROYER KLEIN JACQUET ADAM PARIS POIRIER MARTY AUBRY GUYOT CARRÉ CHARLES RENAULT CHARPENTIER
  MÉNARD MAILLARD BARON BERTIN BAILLY HERVÉ SCHNEIDER FERNANDEZ LE_GALL COLLET LÉGER BOUVIER JULIEN PRÉVOST MILLET PERROT
  DANIEL LE_ROUX COUSIN GERMAIN BRETON BESSON LANGLOIS RÉMY LE_GOFF PELLETIER LÉVÊQUE PERRIER LEBLANC BARRÉ LEBRUN
  MARCHAL WEBER MALLET HAMON BOULANGER JACOB MONNIER MICHAUD RODRIGUEZ GUICHARD GILLET ÉTIENNE GRONDIN POULAIN TESSIER
  CHEVALLIER COLLIN CHAUVIN DA_SILVA BOUCHET GAY LEMAÎTRE BÉNARD MARÉCHAL HUMBERT REYNAUD ANTOINE HOARAU PERRET
  BARTHÉLEMY CORDIER PICHON LEJEUNE GILBERT LAMY DELAUNAY PASQUIER CARLIER LAPORTE GROS BUISSON BRIAND DIALLO TRAORÉ
  KEÏTA KONÉ SOW BA NDIAYE DIOP FALL CISSÉ CAMARA SYLLA TOURÉ COULIBALY DIARRA SISSOKO BAH BARRY GUEYE MBAYE NIANG SARR
  N'GUESSAN KOUASSI KOUAMÉ YAO KOFFI OUATTARA M'BAYE N'DIAYE MENDY GOMIS LOPES TAVARES FERREIRA PEREIRA DOS_SANTOS
  RODRIGUES FERNANDES GONÇALVES OLIVEIRA ALVES RIBEIRO CARVALHO TEIXEIRA MOREIRA D'ALMEIDA COSTA SANTOS NUNES BENALI
  BEN_AMAR BENAÏSSA BOUZID HADDAD SAÏDI BELKACEM BOUDJEMAA CHERIF EL_AMRANI EL_IDRISSI ALAOUI BENNANI BERRADA TAZI
  AÏT_ALI AÏT_SAÏD OUALI MANSOURI KHELIFI TRABELSI JAZIRI AYARI GHARBI MEZIANE SLIMANI BRAHIMI ZERROUKI HAMIDI TOUATI
  ÖZTÜRK YILMAZ KAYA DEMIR ÇELIK AYDIN ARSLAN DOGAN ROSSI RUSSO FERRARI ESPOSITO RICCI MARINO GRECO CONTI GALLO
  NOWAK KOWALSKI WÓJCIK LEWANDOWSKI POPESCU IONESCU DUMITRU MÜLLER SCHMIDT FISCHER WAGNER HOFFMANN KOVALENKO SHEVCHENKO
  IVANOV PETROV TRAN LE_THI PHAM HOANG HUYNH VO DANG BUI CHEN WANG LI ZHANG LIU HUANG SINGH KUMAR PATEL SHARMA GRIGORYAN
  PETROSYAN HAKOBYAN RAKOTO RANDRIA RAZAFINDRAKOTO LE_CŒUR LECŒUVRE DESNŒUX MANCŒUR L'HÔPITAL L'HERMITE D'HONDT DUPRÉ
  DU_PLESSIS DE_LA_FONTAINE DE_LA_TOUR DE_OLIVEIRA VAN_DEN_BERGHE VAN_DER_LINDEN DELACROIX SAINT-MARC SAINT-PAUL
  O'CONNOR MC_CARTHY BÉGUIN BÉRARD CÔTÉ DEJEAN FRÉMONT GUÉGAN HÉMERY JAOUEN KERVELLA LE_BIHAN LE_BRAS LE_FLOC'H MÉVEL
  NÉDÉLEC OLLIVIER PRIGENT QUÉRÉ RIOU SALAÜN TANGUY URVOAS YVON ZIMMERMANN WOLFF KELLER BAUER HEITZ STRAUSS ETCHEVERRY
  IRIBARREN ELISSALDE HARISPE CASANOVA LECA COLONNA SANTONI MATTEI FILIPPI NGUYỄN`);

const fronts =
  list(`BEAU BEL BON BOURG CASTEL CHAMP CHANTE CLAIR COUR ESTE FONT FRAN GARD GRAND HAUTE LAN LOU MAR MONT
  NAVA PEYRE PONT PRA PUY RIVE ROCHE SAINTE TAILLE VAL VERDE VILLE KER`);
const tails =
  list(`BERT BOIS BRUN CHAMP CLAIR COURT DIER FEUILLE FORT GARDE GNAC LADE LIER LIEU MANT MONT NAC NEAU NEUF
  NIER NOY PIERRE RAC RAND RIÈRE RIER SAC TAIN TIER TEAU VAL VIGNE VILLE VIN`);
const articles = list("DE_LA LE LE DU DU DE LA DES EL BEN VAN_DEN VON");

/** About half of the people bear a common surname, the others a rare one. */
export function inventSurname(random: Random): string {
  const draw = random.next();
  if (draw < 0.5) return random.pickEarly(common);
  const composed = random.pick(fronts) + random.pick(tails);
  if (draw < 0.9) return composed;
  if (draw < 0.96) return `${random.pick(articles)} ${composed}`;
  return joinSurnames(random.pickEarly(common), random.pick(common), random.chance(0.1) ? "--" : "-");
}

export function joinSurnames(first: string, second: string, hyphen = "-"): string {
  return `${first.split("-")[0]}${hyphen}${second.split("-")[0]}`;
}

export function inventFirstName(random: Random, sex: Sex, age: "young" | "grown"): string {
  const name = random.pickEarly((age === "young" ? young : grown)[sex]);
  if (!random.chance(0.03) || /[- ]/.test(name)) return name;
  return `${random.pick(sex === "girl" ? ["Marie", "Anne", "Lou"] : ["Jean", "Pierre", "Paul"])}-${name}`;
}
