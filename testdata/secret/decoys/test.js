client.close(() => t.pass("Closed"));
headers = { authorization: "ApiKey Zm9vOmJhcg==" };
