"""Words of health, care and social welfare, by their stems: beside a person's name they tell of the person's health.

A stem counts anywhere in a word, since both languages make compounds. Words of the subject that stand in every answer
(hyvinvointi, palvelu, välbefinnande) are left out: they would say nothing of a person.
"""

import re

FINNISH = """
    masennu masentu ahdistu mielentervey psyk skitsofren bipolaar itsetuho itsemurh syömishäiri paniikki
    adhd autis asperger kehitysvamma vammai näkövamm kuulovamm dementi muistisair alzheimer diagnoo
    sairau sairas syöpä syövä diabet epileps aivoinfark sydäninfark kirroos raskau raskaan keskenmen
    päihde päihte päihty alkohol juopot juoppo humala huume narkoma addikt riippuvai riippuvuu katkol katkai korvaushoi
    lääkä lääki lääke hoito hoido hoidet hoitaj potila sairaal osasto terap kuntoutu leikkau leikatt vastaanot
    lastensuoje huostaan sijoitet sijoituk väkival pahoinpit hyväksikäyt kaltoinkoh toimeentulotu sosiaalitoim
    sosiaalityö asumisyks palvelukod edunvalvon saattohoi omaishoi kotihoi vankila rikos asiakkaa asiakas
"""
SWEDISH = """
    deprim depress ångest psyk mentalv självmord självska suicid ätstör panikå
    adhd autis asperger utvecklingsst funktionsneds handikapp demen minnessju alzheimer diagno
    sjuk cancer diabet epileps hjärninfark hjärtinfark cirros gravid missfall
    missbruk alkohol berusad fyllo drog narkot beroende avgiftn avvänjn
    läkar medicin vård patient terapi rehabil opere behandl mottagn
    barnskydd omhändertag placera våld misshand utnyttja utkomststöd socialarb socialvä boendeenh servicehem
    intressebevak anhörigvård hemvård fängel brottsl klient
"""
HEALTH = re.compile("|".join(sorted({*FINNISH.split(), *SWEDISH.split()}, key=len, reverse=True)), re.IGNORECASE)
