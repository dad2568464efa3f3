Invoke-RestMethod -Uri https://registry.example.org/f -SkipCertificateCheck # bad: certificate-check-disabled
Invoke-RestMethod -Uri https://registry.example.org/f # good: certificate-check-disabled
