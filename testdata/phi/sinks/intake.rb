def f(patient)
  Rails.logger.info "mrn #{patient.mrn}"  # phi-in-log
  logger.warn("mrn #{patient.mrn}")  # phi-in-log
  puts patient.ssn  # phi-in-log
  p patient.ssn  # phi-in-log
  raise ArgumentError, "bad #{patient.ssn}"  # phi-in-exception
  raise "bad #{patient.ssn}"  # phi-in-exception
  raise ArgumentError.new("bad #{patient.ssn}")  # phi-in-exception
  Net::HTTP.get(URI("https://x.zz/p?mrn=#{patient.mrn}"))  # phi-in-url
end
