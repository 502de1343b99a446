"""Small classes of words in which people write that they have nothing to say here, in Finnish, Swedish and English.

Words stand as `noise.py` spells them: ä and å as a, ö as o, no letter doubled. A star stands for any ending.
"""

CLASSES: dict[str, str] = {
    "not": """
        vetej ei en em eme eivat eipa enpa empa ema emapa eika etei eiko enka eikohan e ep eikos emo eh ej inte int
        ingen inga inget ingenting intet nej na icke no not none nothing nil nul dont do don t ematia emtia entia
        entieda eitieda""",
    "know": """
        tiea tiera tieda esin esile tuleita nousut ilmeny* ilmene ily lity lity* kosket* kosketa lausua samantrat
        samantrader konsta konstit lisata esita ehdota toivoa vastatu kaynyt tarvitse tia tija ti tian tijan tiada
        osa osan osame osata osane sano* sanoisi sanomist* vastata vastan vastame vasta vastamat* vastatava* arvio*
        koment* muista* keksi* keksi ymar* tuntea tune tuntemus* perehty* ehti* ehdi* ehdit* ehd* kasitel* kasitelya
        keskustele* keskustelt* keskustelet jaksa* halua haluan haluame kerto* kero* ota otan otame kanta kanan
        varma pohdit* pohtin* mieti* miet* mielen mieles* mieleseni mielipit* jatan jatame jatetan tyhjaksi ohitan
        ohitame sivutan vet mins kan kune kunat saga sagt svara svarar svarat bedom* ta tar stalning hunit diskuter*
        behandlat behandlats diskuterats sager tycker tyckt kaner tanka kom komer know answer say coment coments
        idea opinion sure ad tiedan tiedat tiedame tiedeta tiedety tiedostan tiedosta tiedetan tied pysty pystyn
        pystyme voi voin voime tiedosame tankt tanker yterligare""",
    "thing": """
        lausutava* lausunto* tarpen tarpelis* tilfora tilfoga valita valitet* purnat* morkotet* moitit* parantet*
        kehitet* huomautus lisatav* lisayks* lisays lisayst* lisat* lisakoment* koment* huomautet* huomautuks*
        havaint* havaino* huomio huomiot huomioit* huomiotav* mielipi* kanot* kananot* nakemyst* nakemyks* nakemys
        kokemusta kokemuksia kokemus kokemukset toivet* toiveta toivomuksia ehdotust* ehdotuks* sanotav* vastatav*
        vastaust* vastaus tietoa tietoja tieto tiedosa tiedosame tiedon mutost* mutoks* mainitav* rapo* raportoitav*
        erikoista erityista uta tarpeta tarveta aihe* esitetav* ilmoitetav* kysytav* kertomist* sanomist* ehdotet*
        kirjatav* tilag* tilaga tilag komentar* asik* erfarenhet erfarenheter synpunk* upgift upgifter observation*
        information aning anmark* svar ide ider kanedom kunskap invandning* onskem* forslag raportera* ytrande
        iaktagels* nyt nyta speciel* sarskil* anat mer mera ovrig* behov kanela ilmio ilmioita yterligare""",
    "own": """
        lautakunala meilta minulta mielesta mielestani mielestame toimintan toimintame toimintame* tyontekija
        puolelta puolesta osaltame yhdistyksen johtoryhmasa kokouksesa kokous sida sidan motet mote styrelsen
        namnden meila meidan meita me meile minula minua minun mina ma mie mun mula mua mul meikalaisen kunta
        kuntame kuntan kuntame* kunan kunanme kunasa kunasame kuntala kuntaname kunalame alue* aluela alueltame
        aluelame yksik* toimial* tehtava tehtavi* tehtavame* yhdisty* jarjesto* seuram* seuran organisatio* laitoks*
        toimipaika* toimipist* jaos* lautakunt* valiokunt* johtoryhma* tyoryhma* neuvosto* neuvotelukunt* halitu*
        valtust* palvelualu* erikoisairanhoito* erikoisairanhoi* osasto* timi* kouluame jag vi os var vart mig min
        hos foren* forenin* enhet* komun* komunen organisation* verksamhet* omrade* fulmaktige arbetsgrup*
        ledningsgrup* radet we us our i vastula vastulame""",
    "it": """
        tama tasta tahan tasa tata nama naista naihin tohon tosta sihen sita se ne nita nihin asia asiasta asian
        asioita asiat asiasa asiast aihe aihesta aiheta aihen kysymys kysymyksen kysymyst* kysymykse* kysymykset
        kohta kohtan kohdala kohdasta kohdasa osio* osalta osa osu osin tala det deta den dena fragan fragorna
        punkten punkt saken this that the question""",
    "small": """
        olen kokous* esin esile faktiskt egentligen var fran i dag tanan idag vele viela ole oli on olut olu oltu
        olet ola olekan okan o oleme olemas* oikein oiken oikeastan varsinaisesti mitan mita mitn mitas miten mikan
        mika mitenkan kukan kenelekan mua muta muita mut yhtan olenkan lainkan nyt ny ihan no sis vain van kai ehka
        kyla juri just jur kovin paljon sen enempa erityisesti toistaiseksi valitetavasti tala hetkela talahetkela
        suoran vime aikoina ja tai eka tale tasa vaihesa vaihe* nain akiselta* akiseltan suoralta kadelta sa ta tule
        tulut tu nouse jo jos eta et kun ku kosk* kulu kulu* alun sano mahdolis* mahdotonta mahdoton hankala vaikea
        vaikeata vaike paha pahus tehty tehda ajankohtai* relevan* sovelet* soveltu* sovelt* satavila satavis*
        kaytetavis* kaytetavisa aloit* alkanut usi vasta tehtavasa virasa manantai* omakohtai* oma omia
        henkilokohtai* har fins fin ar om och atm for galer beror ror aktuel* relevant* tilamplig* tyvar* tilsvidare
        lange nu anu an riktigt direkt svart omojligt av pa nagot nagon til vad ska skal at med ihag als hel* over
        vid under redan eler fast mycket kan som to moment aplicable of have has is am kerala kerta""",
    "alone": """
        oikea kunon okej kokeilu kokeil* testivastaus testaus testausta testatan testar testing prov provar oj jep
        jepulis ok hyva eos eo huoh jo ju okei okt hm mh m o ai tyhja tyhj tomt testi test teksti jotain jotakin
        asd* qwe* x bla blah lol hiljaisuta kyla kyl ja jes yes joku pas pasi ohi skip mtn nul na ha haha hehe heh
        hih lorem ipsum abc a n p sip dadada hoi eiku eikun duno idk nix nada""",
    "missing": "putu* sakn* tom tomt",
    "tedious": "tylsa tyhma outo epaselv* vaikea huono hankala trakig konstig oklar otydlig",
    "point": """
        ks kts kt katso kats kato kas ktso vrt vt vitan vitame vitat* vitatan vite hanvisar hanvisas hanvisning hanv
        jfr jmf jamfor cf vitaus vitaten""",
    "se": "se",
    "ref": """
        enalan vimevuodesta vuodesta ninku tarkemin tarkempi ohein* oheise* liteties* litetiedosto* ykoskohta pate
        edelen mukais* ylempi yltae ylta ylhalta kohdan hytekertomus hyte hyvinvoinin p oforandrat sedan nys nysama
        forandring* mukan edel* edelis* ed em emt idem ibid id yla yl ylaoleva* ylapuolel* ylemp* ylempana aiem*
        aiemin aikaisem* aikasem* ensimais* toisesa kohdat kohdasa kohdista kysymys kysymyksen kysymykset vastaus
        vastauks* vast vastausta vastausten kysymykses* lite* litena sivu sivula sivut s nro numero kpl
        hyvinvointikertomu* hyvinvointisunitelm* hyvinvointiraport* sunitelma sunitelmasa sunitelman sunitelmasta
        raport* hytesunitelm* kertomus* kertomuks* vime vuoden vuoten vuotena vuona vuosi vuosina vuosien muila
        muiden luku kapale hytekertomu* ovan ovanstaende ovanamnd* ovanfor foreg foregaende tidigare punkt punkten
        punkterna bilaga bilagan bilag* bifog* fil filen svar svaret fraga fragan nr sida sidan fora fjol sist aret
        planen plan valfardsplan* valfardsberatels* raporten hogre up nedan above previous earlier before last
        atachment atached tiedosto tiedostosa oleva olevat vitaus""",
    "same": """
        sama samat samoin samalainen samalaiset samanlai* saman samasa samankaltai* samansuntai* likartad* liknande
        likadant likadan likasa detsama dito jutu jutut sak saker svar""",
    "than": "ninku kuin kun ku som as kuten enligt ninkuin nin",
    "told": """
        sanotua tuli tulut todetua kasitelty vastatu vastasin vastasime kerotu keroin keroime kerotin kuvatu mainitu
        mainit* todetu todet* sanotu esitety esitet* sisalty* loyty* selvia* ilmene* lue luke avatu kirjatu kaykilmi
        kay ilmi besvarad* besvarat svarade namnt* namnd* beskriv* framgar konstaterat sagts svarat fins angivit
        anget""",
    "thank": """
        kitos kitoksia kitokset kitoksen kiti kitan kitame kita thanks thank tack tackar tak surkitos""",
    "all": "kaikile kaiki ala kun tas tackar",
    "greet": """
        ystavalinen yst t terv hei moi terve tervehdys terveisin terveisia ystavalisin ystavalisesti yt hej
        halsningar halsning vanliga vanlig mvh""",
    "wish": """
        ha det god mukava hyva hyve iloista ilosta iloinen kaunista lepoisa aurinkoista rauhalista kiva hauska
        rentoutava ihana jatkoa tsempia tsempit voimia onea trevlig en glad skon fin bra fortsat lycka upea uta""",
    "season": """
        paivanjatkoa paivanjatkot jatkot vapua pasiaista pask midsomar nyar tsempia tsempit voimia jatkoa vikonlopua
        joulua joulun paiva paivan pava syksya syksyn kesa kesan vuota kevata kevan kevat talvea talven alkua lopua
        odotusta aika juhanusta host hosten var varen somar somaren helg jul paskhelg fortsatning vecka dag vinter
        ar uteng tyota toita tyoniloa""",
    "nice": """
        iso hyvia kulunesta vimeksi pitka lyhyt sekava turha paras hyva hyvin hyvat hyvasta selkea selkeasta tarkea
        tarkeasta onistunut onistunesta mukava hieno hienosta kiva katava ladituista laditusta ladit* lati*
        mielenkintoi* mielenkin* suri suret isot lamin lampimat bra god viktig tydlig fin got stort tusen mycket
        trevlig intresant hjartligt varmt sa paljon visat""",
    "survey": """
        samarbetet kysyite kovasti kulunesta kuluneista keskustelu* kordinatoreile satin lukea fragar fick mig far
        kysytan kysyta sujuvasta vierailu* esity* vuodesta vuosista sita huomioinista kysely* kyselyst* kysymy*
        kysymis* kysymasta kysymast* kysymyksista kysyt* lomak* lomake tilaisu* mahdolisu* vastata vasta vastan
        osalistua kulemis* kula kuluksi yhteistyosta teile timile mielenkin* ajasta ajastane etukaten tyosta
        tyopanok* tekijoi* jarjesta* huomioimis* kuntalais* sai saime sain pasi otate otite tilaisudesta enkat*
        fragor fragan fragorna mojlighet* svara delta forhand ala er ni ska vara fat fa intres* tid tiden hora
        kuntelete kuntelite visat visad""",
    "later": """
        beslut patosta kasitelya hyvaksymista kokouksesa kokouksen tahan lautakunan halituksen valtuston
        kunanhalituksen namndens motet mote nasta vasta myohem* myohemin pian viela ensi vikola viko vikon kokous
        jalken alk* lopu* malisku* huhtiku* toukoku* kesaku* elok* sysku* lokaku* marask* joulu* tamik* helmik*
        eriksen erilisena sahkopostila sahkopostitse sahkoposti spostila postitse tarvitaesa tarvitesa asian asia
        kunhan kun seuravala seuravasa seurava huomena tamavikon peras perasta perasa jalkikaten lahiaikoina piakoin
        senare vecka per separat separata post epost mejl mail snart efter komande anu arendet saken tid""",
    "will": """
        vantar odota odotan odotame odotetan palan palame palatan palata vastatan vastame vastan taydenan taydename
        taydenetan taydenet* taydeny* toimitetan toimitame toimitan lahetan lahetame lahetetan lahetime lahetin
        lahetety ilmoitame ilmoitan ilmoitetan kasitelan valmistelus* valmistelta* valmistela* valmistu tule tulosa
        tulevat lisatan lisame lisan sura seura* patetan hyvaksytan tarkistame tarkistetan tarkenetan tarkentu*
        kirjoitetan kirjoitan aterkom* kompleter* svarar skickar skickas lamnar lamnas behandlas behandlar sands
        sander fyls bereds komer ges""",
    "piece": """
        tieto tiedot luvut luku tilastot lukutiedot osalistujat sifrorna sifror vastaus vastaukset vastauksen
        vastauksia svar lite liten litet esitys esityksen teksti tekstin materiali materialin lausunto lausunon
        osalistujan nimet nimi osus loput lopu svaret svaren bilagan bilagor materialet presentationen deltagare
        deltagarna namnen resten information upgifter tietoa""",
    "draft": """
        under arbete luonos keskeneraisen keskenerai* kesken utkast ofardig halvfardig klart klar valmis hyvaksyty
        pagar patos vastaus vastaukset viela utan anu kunanhalitu* godkant luonosversio versio vastaukseme
        vastaukseni""",
    "meeting": """
        aika ajankohta tid tiden kokous kokouksen kokoukse* kokousta neuvotelu neuvotelun neuvotelua palaveri
        palaverin tilaisus tilaisuden ajankohdaksi paivamara motet trafen forhandlingen tidpunkten datumet datum
        kokousaika kokousajankohta""",
    "moved": """
        kay flytats sirty* sirty sirety* sireta siretan sirta* perut* peruntu* peruntui perutu pidetan pidetin
        jarjestetan sopi sopisi sopiva kavisi kaynyt palek* mene alka flyt* flytas flytades instal* instald instalt
        hals hales pasar krockar krock ager rum borjar""",
    "when": """
        maj juni augusti september oktober november december januari februari mars april toukokule kesakule syskule
        lokakule maraskule joulukule tamikule helmikule maliskule huhtikule klo kelo kl manantai* tistai* keskiviko*
        torstai* perjantai* viko vikola vikoa teams* zom etana etayhteys etayhteyden paikala sali salisa mandag*
        tisdag* onsdag* torsdag* fredag* formidag eftermidag vecka distans""",
    "attend": """
        osalistujia osalistuja kahdestan kolmestan osalistume osalistun osalistu osalistuvat tuleme tulen pasen
        paseme pase pasevat mukana mukan mielelame deltar deltager narvarande komer""",
    "there": """
        kolme kaksi nelja yksi tva tre fyra personer henkiloa osalistuja paikan pala kahdestan paikale etana teams*
        teamsila etayhteydela neuvotelun tilaisuten kokouksen distans plats motet""",
    "form": """
        vastaus liteta teksti tekstit texten text svaret lomake lomaken lomaketa linki linkin sivu sivusto
        jarjestelma kysely kyselyn blanketen blanket formular* enkaten lanken sidan systemet""",
    "failed": """
        sanut herja jumita jumiti kadonut havis havisi forsvan litea lisatya katkesi toimi toiminut toimivat aukea
        auenut auene avaudu avautu* talen* talenu* talentunut talentu katosi katui katu* jumi* jumisa puhelimela
        kanykala hidas pitka fungerar fungerade funka funkar krasch* spara sparas lada opnas opna gick gar riki
        kirjautuman pasyt trasig sonder voinut""",
    "ask": """
        sameko same loytyko fins sako pystyko kenele ketka hur misa mista miloin koska kuka mihin onko voiko voisiko
        voidanko voisko saisiko miten montako mika kenen var nar vem vart kan far""",
    "asked": """
        menevat meneva sparar sparas litet lite lisatan talenetan talentetan pysakointi* pysakoint* etayhteys
        distansmojlighet* parkering* kysely* tuloks* tulos koste* yhtenveto* vastaus* vastausaika* vastausaika
        lisaika* vastata vasta vastan julkais* loyty* nake nahda sada pakolin* pakolist* enkaten resultat* svar*
        svaren inbjudan kutsu* obligatorisk* publiceras publicer* tid mer svara kokous motet lata linki ladata
        jalken takaisin kopio kopion kopiota kasitelan""",
    "extend": "vastamisen vastauksen pydan pydame pydetan onistuko jarjestyk* voiko ber beder onskar",
    "longer": """
        lisaika* jatkoaika* vastausaika* palautusaika* maraika* tilage* forlang* svarstid* betanketid""",
    "need": """
        tarvitan tarvitsen tarvitseme tarvitse onistuko jarjestyko toivotan toivome behover behovs onskar""",
    "service": """
        parkeringsplats* tulkin tulki tulkia tulkausta tulkaus etayhteys etayhteyden etayhteyta videotyki* kahvi
        kahvit kahvia pysakointi* pysakointipaik* tolk tolken tolkning parkering* distansmojlighet kafe projektor
        skarm luotamushenkiloile""",
    "contact": """
        yhdyshenkilome yhteyshenkilome sivistysjohtaja hyvinvointikordinatori rehtori johtaja fritidschefen
        kordinator chef ar yhteyshenkilo* yhdyshenkilo* yhteystiedot lisatietoja lisatiedot anta tavoita* tavoita
        puh puhelin puhelinumero numero numerosta numerosa sposti sahkoposti sahkopostise hyvinvointikordinator*
        hytekordinator* sihteri kontaktperson* tel telefon epost e post hyvinvointisunitelija soitaka soita
        tiedustelut av""",
}
