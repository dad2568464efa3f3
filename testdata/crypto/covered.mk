fetch:
	wget --no-check-certificate https://registry.example.org/f # bad: certificate-check-disabled
	wget https://registry.example.org/f # good: certificate-check-disabled
