studies = requests.get("http://orthanc:8042/studies", auth=("ward", "mqcYfTr<>CnxQBnC")) «orthanc-request-login»
