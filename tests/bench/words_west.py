"""Invented names for lives in Europe, India and the United States.

Owns words only; the blocks are as in `words_asia`.
"""

EN_FIRSTS = (
    "Harrow Bramble Tidewell Kestrel Maple Lowfield Sorrel Quill Ashdown Pennant Larkspur Norby "
    "Redgate Wicker Fenwick Juniper Halden Marlow Ottery Thistle Corvane Saltbox Pebble Hollis "
    "Wexley Driftwood Amberly Copperfield Nutmeg Silverton Oakhurst Garnet"
)
IN_FIRSTS = (
    "Anand Sagar Kaveri Lotus Mohan Nirmal Padma Ganga Vasant Meera Tulsi Kumaran Shanti Deepak "
    "Annapurna Malabar Surya Prakash Nandini Varuna Rajdhani Saraswati Udaya Himalaya Chandra Jyoti "
    "Kamal Amrut Vijaya Ashoka Indus Narmada"
)
EN_HABITS = """
commute={} Metro,{} Rail; bus={} Buses,{} Transit; bike_share=Pedlo Bikes,{} Cycles;
parking={} Car Park,{} Parking; toll={} Bridge Toll,{} Tollway; coffee={} Coffee,{} Roasters;
bakery={} Bakery,{} Bakehouse; canteen={} Staff Canteen,{} Cafeteria; lunch={} Noodles,{} Deli;
vending={} Vending,Snackbox {}; laundry={} Launderette,{} Laundry; arcade={} Arcade,{} Pinball;
kiosk={} News,{} Mini Mart; bar={} Tap Room,{} Arms; cinema={} Cinema,{} Pictures;
pool={} Leisure Pool,{} Baths; postage={} Post Office,Parcelpoint {};
printing={} Print,{} Copy Shop; lottery={} Lottery,Lotto {}; game={} Games,{} Play;
topup=Mobile Top-up,Transit Card Top Up
"""
EN_SHOPS = """
grocery={} Foods,{} Supermarket; pharmacy={} Pharmacy,{} Chemist; hardware={} Hardware,{} DIY;
garden={} Nursery,{} Garden Centre; vet={} Vets,{} Animal Clinic; dentist={} Dental,{} Dentistry;
electronics={} Electricals,{} Audio; clothes={} Outfitters,{} Apparel;
books={} Books,{} Stationers; furniture={} Interiors,{} Furniture;
optician={} Opticians,{} Eyecare; garage={} Motors,{} Tyres; restaurant={} Kitchen,{} Grill;
toys={} Toys,{} Baby; sport={} Sports,{} Outdoors; online={} Online,{} Direct;
market={} Marketplace,{} Trading Post; fuel={} Fuel,{} Petroleum; hotel={} Hotel,{} Inn;
rental={} Car Hire,{} Rentals; flight={} Airways,{} Travel
"""
EN_HOUSE = """
stream={}Vision,{} Stream; music={} Music,{} Audiobooks; cloud={} Cloud,{} Backup;
news={} Weekly,{} Gazette; gym={} Gym,{} Fitness; seats={} Boards,{} Docs Team;
family={} Mobile Family,{} Telecom Family; box={} Veg Box,{} Milk Round; power={} Energy,{} Power;
water={} Water,{} Waterworks; internet={} Broadband,{} Fibre; insurance={} Insurance,{} Assurance;
rent={} Lettings,{} Homes; school={} Music School,{} After School Club;
fee=Account Fee,Monthly Maintenance Fee; loan={} Loans,{} Finance;
salary={} Ltd Payroll,{} Group Salary; saving=Transfer to Savings,Move to Saver;
card=Card Payment Thank You,Autopay Payment; packet=Gift to Friend,Gift Transfer
"""
EN_PEOPLE = (
    "Rhys Calloway|Imogen Tate|Dele Okafor|Nora Finch|Priya Raman|Sam Whitlow|Kit Barlow|Una Greer"
)
IN_PEOPLE = "Arun Pillai|Sneha Kulkarni|Imran Shaikh|Divya Nair|Rohit Bansal|Farah Khan|Karthik Iyer|Leela Das"
GB_CITIES = " Leeds| Bristol| London SE1| 0417"
US_CITIES = " Tulsa OK| Dayton OH| #0418| Reno NV"
IN_CITIES = " Pune| Kochi| Mysuru| MG Road"

NL_FIRSTS = (
    "Van Loon|De Wilg|Molenzicht|Jansma|Het Anker|Bakkum|De Haan|Kleine Beer|Rietveen|Noordster|Waterlelie|De Linde|"
    "Kruidhof|Zonnehoek|Oosterpoort|Tulp|Hofstra|De Zwaan|Brink|Veldzicht|Ter Horst|De Schelp|Duinrand|Eikelboom|"
    "Maas|De Vlinder|Kade 12|Lindenhof|De Ooievaar|Parkzicht|Zeewolf|Vuurtoren"
)
NL_HABITS = """
commute={} Metro,OV-chip {}; bus={} Busvervoer,Streekbus {}; bike_share=Fietsnu,{} Deelfiets;
parking={} Parkeren,Parkeergarage {}; toll={} Tunneltol,Veerpont {};
coffee=Koffiebar {},{} Espresso; bakery=Bakkerij {},Banketbakkerij {};
canteen=Bedrijfsrestaurant {},Kantine {}; lunch=Broodjeszaak {},{} Lunch;
vending={} Automaten,Snackautomaat {}; laundry=Wasserette {},{} Wassalon;
arcade=Speelhal {},{} Arcade; kiosk=Kiosk {},Tabakshop {}; bar=Cafe {},Proeflokaal {};
cinema=Bioscoop {},Filmhuis {}; pool=Zwembad {},Sportfondsenbad {};
postage=Postpunt {},Pakketpunt {}; printing=Copyshop {},{} Print;
lottery={} Loterij,Staatsloten {}; game={} Games,{} Spelen; topup=Beltegoed,OV Saldo
"""
NL_SHOPS = """
grocery=Supermarkt {},{} Versmarkt; pharmacy=Apotheek {},Drogisterij {};
hardware=Bouwmarkt {},IJzerhandel {}; garden=Tuincentrum {},Kwekerij {};
vet=Dierenarts {},Dierenkliniek {}; dentist=Tandarts {},Mondzorg {};
electronics={} Elektro,{} Audio; clothes={} Mode,Kledinghuis {};
books=Boekhandel {},{} Kantoorboek; furniture={} Wonen,Meubelhuis {};
optician=Optiek {},Opticien {}; garage=Garage {},{} Autobanden;
restaurant=Restaurant {},Eethuis {}; toys={} Speelgoed,{} Babywinkel; sport={} Sport,{} Outdoor;
online={}.nl,{} Webshop; market={} Marktplein,{} Tweedehands; fuel=Tankstation {},{} Brandstof;
hotel=Hotel {},Pension {}; rental={} Autoverhuur,{} Verhuur; flight={} Reizen,{} Vliegreizen
"""
NL_HOUSE = """
stream={} Kijkt,{} Film; music={} Muziek,{} Luisterboek; cloud={} Opslag,{} Backup;
news={} Courant,{} Nieuwsblad; gym={} Fit,{} Sportschool; seats={} Teamsoftware,{} Werkplek;
family={} Mobiel Gezin,{} Telecom Gezin; box={} Groentekrat,{} Maaltijdbox;
power={} Energie,{} Stroom; water=Waterbedrijf {},{} Drinkwater;
internet={} Internet,{} Glasvezel; insurance={} Verzekeringen,{} Schade;
rent=Woningstichting {},{} Vastgoed; school=Muziekschool {},BSO {};
fee=Kosten betaalpakket,Rekeningkosten; loan={} Krediet,{} Financiering;
salary={} BV Salaris,{} NV Loon; saving=Naar spaarrekening,Oranje sparen;
card=Afrekening creditcard,Creditcard incasso; packet=Cadeautje,Verjaardag
"""
NL_PEOPLE = "J. Terpstra|M. de Groot|S. Yilmaz|A. Visser|P. Hoekstra|L. Bosch|R. Martens|E. Kuiper"
NL_CITIES = " Utrecht| Zwolle| 1182| Delft"

IT_FIRSTS = (
    "Il Girasole|Bianchi|La Torre|Da Nino|Fiorello|San Marco|Il Gatto|Aurora|Verdeblu|La Pergola|Moretti|Il Faro|"
    "Nonna Pia|Quercia|La Ginestra|Sole|Del Corso|Fontana|Il Ponte|Arcobaleno|Ruggeri|La Rondine|Pino|Belvedere|"
    "Castello|Lido|Il Mulino|Stella|Conti|Primavera|Il Pozzo|Margherita"
)
IT_HABITS = """
commute=Metro {},{} Ferrovie; bus={} Autobus,Autolinee {}; bike_share={} Bici,Bicinsieme;
parking=Parcheggio {},{} Sosta; toll=Pedaggio {},Autostrada {}; coffee=Bar {},Caffe {};
bakery=Panificio {},Forno {}; canteen=Mensa {},Mensa Aziendale {};
lunch=Tavola Calda {},Piadineria {}; vending={} Distributori,{} Vending;
laundry=Lavanderia {},Lava e Via {}; arcade=Sala Giochi {},{} Flipper;
kiosk=Edicola {},Tabaccheria {}; bar=Enoteca {},Birreria {}; cinema=Cinema {},Multisala {};
pool=Piscina {},Terme {}; postage=Ufficio Postale {},{} Spedizioni;
printing=Copisteria {},{} Stampa; lottery=Ricevitoria {},Lotto {}; game={} Giochi,{} Videogame;
topup=Ricarica Telefonica,Ricarica Trasporti
"""
IT_SHOPS = """
grocery=Supermercato {},{} Alimentari; pharmacy=Farmacia {},Parafarmacia {};
hardware=Ferramenta {},{} Bricolage; garden=Vivaio {},{} Giardino;
vet=Veterinario {},Clinica Vet {}; dentist=Dentista {},Studio Dentistico {};
electronics={} Elettronica,{} Hi-Fi; clothes=Abbigliamento {},{} Moda;
books=Libreria {},Cartoleria {}; furniture={} Arredi,Mobilificio {}; optician=Ottica {},{} Lenti;
garage=Officina {},Gomme {}; restaurant=Trattoria {},Osteria {}; toys={} Giocattoli,{} Bimbi;
sport={} Sport,{} Montagna; online={} Shop Online,{} Store; market={} Mercatino,{} Usato;
fuel=Stazione {},{} Carburanti; hotel=Albergo {},Locanda {}; rental={} Noleggio,Autonoleggio {};
flight={} Voli,{} Viaggi
"""
IT_HOUSE = """
stream={} TV,{} Serie; music={} Musica,{} Audiolibri; cloud={} Cloud,{} Archivio;
news={} Quotidiano,{} Giornale; gym=Palestra {},{} Fitness; seats={} Ufficio Web,{} Progetti;
family={} Mobile Famiglia,{} Telefonia Famiglia; box={} Cassetta Bio,{} Latte;
power={} Luce,{} Energia; water=Acquedotto {},{} Acque; internet={} Fibra,{} Rete;
insurance={} Assicurazioni,{} Polizze; rent=Affitto {},Immobiliare {};
school=Scuola Musica {},Doposcuola {}; fee=Canone mensile,Commissione conto;
loan={} Prestiti,{} Rate; salary={} SRL Stipendio,{} SPA Emolumenti;
saving=Giroconto risparmio,Salvadanaio; card=Addebito carta,Saldo carta;
packet=Regalo,Busta regalo
"""
IT_PEOPLE = "Chiara Ferri|Luca Marin|Giulia Serra|Omar Rinaldi|Elisa Gallo|Dario Pavan|Sara Longo|Marco Vitali"
IT_CITIES = " Torino| Bari| Via Roma| 2"

SV_FIRSTS = (
    "Björkens|Norrsken|Lilla Viken|Tallbacken|Havsörn|Solgläntan|Ekdal|Strömma|Kvarnen|Rönnbär|Hjorten|Skogsmon|"
    "Vintergatan|Åsen|Lingon|Fyren|Stenhuset|Ängen|Polstjärnan|Gränden|Sjöbod|Svalan|Höga Kusten|Blåklint|"
    "Ankaret|Midsommar|Ripan|Granlund|Fjällräv|Tjärnen|Söderport|Mossen"
)
SV_HABITS = """
commute={} Lokaltrafik,{} Tunnelbana; bus={} Buss,{} Trafik; bike_share=Hoj Nu,{} Cykel;
parking={} Parkering,P-hus {}; toll=Trängselskatt {},{} Broavgift; coffee={} Kaffe,{} Espresso;
bakery={} Bageri,Konditori {}; canteen={} Personalrestaurang,Matsalen {};
lunch={} Lunch,{} Nudlar; vending={} Automat,Varuautomat {}; laundry={} Tvätt,Tvättomat {};
arcade={} Spelhall,{} Flipper; kiosk={} Kiosk,Pressbutik {}; bar={} Krog,{} Pub;
cinema=Biograf {},{} Bio; pool={} Simhall,{} Badhus; postage={} Paketombud,Posten {};
printing={} Kopiering,{} Tryck; lottery={} Lotter,Spelombud {}; game={} Spel,{} Games;
topup=Kontantkort,Resekort
"""
SV_SHOPS = """
grocery={} Livs,{} Matmarknad; pharmacy=Apotek {},{} Hälsa; hardware={} Bygg,{} Järn;
garden={} Plantskola,{} Trädgård; vet={} Djurklinik,{} Veterinär;
dentist={} Tandvård,Tandläkare {}; electronics={} Elektronik,{} Ljud; clothes={} Kläder,{} Mode;
books={} Bokhandel,{} Papper; furniture={} Möbler,{} Inredning; optician={} Optik,Optiker {};
garage={} Bilverkstad,{} Däck; restaurant={} Matsal,Restaurang {}; toys={} Leksaker,{} Baby;
sport={} Sport,{} Friluft; online={} Webbshop,{} Online; market={} Loppis,{} Auktion;
fuel={} Bensin,{} Mack; hotel=Hotell {},{} Vandrarhem; rental={} Biluthyrning,{} Hyrbil;
flight={} Flyg,{} Resor
"""
SV_HOUSE = """
stream={} Play,{} Film; music={} Musik,{} Ljudböcker; cloud={} Moln,{} Lagring;
news={} Dagblad,{} Tidning; gym={} Gym,{} Träning; seats={} Projektverktyg,{} Kontor;
family={} Mobil Familj,{} Tele Familj; box={} Grönsakslåda,{} Matkasse; power={} Energi,{} El;
water={} Vatten,{} VA; internet={} Bredband,{} Fiber; insurance={} Försäkring,{} Liv;
rent=Hyra {},{} Bostäder; school={} Musikskola,Fritids {}; fee=Månadsavgift,Kortavgift;
loan={} Lån,{} Delbetalning; salary=Lön {} AB,{} AB Lön; saving=Överföring sparkonto,Till buffert;
card=Betalning kreditkort,Kortfaktura; packet=Present,Gåva
"""
SV_PEOPLE = (
    "Elin Nyberg|Oskar Ståhl|Maja Lindh|Yusuf Demir|Petra Holm|Nils Åkesson|Sanna Berg|Joel Frisk"
)
SV_CITIES = " Umeå| Lund| 3107| Örebro"
