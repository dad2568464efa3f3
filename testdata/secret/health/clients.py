epic = session.post("https://fhir.epic.com/interconnect-fhir-oauth/oauth2/token", data={"client_secret": "g2sye9b2Rann76dEyTzAeK<>OmXRrvftva9AW7hipTgadD"}) «provider-credential: Epic»
cerner = session.post("https://authorization.cerner.com/oauth2/token", data={"client_secret": "QUSHL8iLc7bE6wSt<>9cbMOeEeUtuieeCI"}) «provider-credential: Oracle Health (Cerner)»
athenahealth = session.post("https://api.platform.athenahealth.com/oauth2/v1/token", data={"client_secret": "T11NCue1cr3McRTrKwtP<>YKbPizDmbX1rpXjYdOhC"}) «provider-credential: athenahealth»
redox = session.post("https://api.redoxengine.com/auth/authenticate", data={"client_secret": "FivB50756EHugmANb7qiSXbcmjoaRsuU<>wpNFgFULh2GNqTmSH4BbyOA0HNkIn3OI"}) «provider-credential: Redox»
health_gorilla = session.post("https://api.healthgorilla.com/oauth/token", data={"client_secret": "5Ndor89QtvnQzKlI<>eyGFPnShWzKbhNgV"}) «provider-credential: Health Gorilla»
particle_health = session.post("https://api.particlehealth.com/auth", data={"client_secret": "XVH0i8sUipEhG5tYGN2w<>rrNRUKSLmOrWpm8pGP6m"}) «provider-credential: Particle Health»
oneuphealth = session.post("https://auth.1updemohealth.com/oauth2/token", data={"client_secret": "77faecbaa4ff21db<>0c2e0b03dd475c5a"}) «provider-credential: 1upHealth»
surescripts = session.post("https://smr.surescripts.net/token", data={"client_secret": "RigQzRDV9Y1hPCa3<>yTTEpsKhDXa22ZUn"}) «provider-credential: Surescripts»
availity = session.post("https://api.availity.com/availity/v1/token", data={"client_secret": "Tm7HTT17mK8bOQmX<>fipEKASvvf73xrD4"}) «provider-credential: Availity»
optum = session.post("https://sandbox.apigw.optum.com/apip/auth/v2/token", data={"client_secret": "A5bu6dsUN5BUyMuW<>Yt4L4eph2CpG3zdE"}) «provider-credential: Optum»
drchrono = session.post("https://drchrono.com/o/token/", data={"client_secret": "kyqpkFSQ1MYDduADxSnT9ciFWWMijVDHVcapA4HjfzJtEB7ecRTWUNosqhJ2pADf<>7oxtv87NnckzLPdVvKS634L74lD3z71nyyYdnAwplYJZkEnznMDWtECFORl3FnIy"}) «provider-credential: DrChrono»
elation = session.post("https://app.elationemr.com/api/2.0/oauth2/token/", data={"client_secret": "lvEiYm3AEcAwZJzJdnJNQ0Nqrm8s3pZCK18Udl2b8kIhRerwbWJteGDa4ne9xaXH<>qZpY7VFztZI0QXZXg78Ez1TAq56NbaKjouyUxGQrZxOOCwtre5PuMgqvnVlndViI"}) «provider-credential: Elation»
canvas = session.post("https://ward.canvasmedical.com/auth/token/", data={"client_secret": "lANN93T9hA0aojZ0hVVTyksHNbzhFt69IPW2XcyAtfnqIhQ6Av5FnP4J8iKG75gz<>OtrVMqoxfBYEywPBvChdt1HdkHyJuz0oRgTxcuxE8oHVHFUaxAL9gaSLw9px9MSx"}) «provider-credential: Canvas Medical»
medplum = session.post("https://api.medplum.com/oauth2/token", data={"client_secret": "7d56468ef7a5788059729a617227e61d<>4bb22c4d7a6c92f01f1c2d54265f7aa4"}) «provider-credential: Medplum»
