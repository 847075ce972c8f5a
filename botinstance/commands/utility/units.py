"""The units that `unit` knows, as data. A line: symbol, factor to the kind's first unit, names.

A temperature has a shift too: value × factor + shift is kelvin. A name that is not all lower case
is matched as it is written, any other in any case. Not listed are plurals in s, and "square x"
and "cubic x". A dash in a symbol is shown as a space.
"""

from __future__ import annotations

TABLE = {
    "length": """
        m 1 metre meter
        km 1000 kilometre kilometer
        dm 0.1 decimetre decimeter
        cm 0.01 centimetre centimeter
        mm 0.001 millimetre millimeter
        μm 1e-6 um micrometre micrometer micron
        nm 1e-9 nanometre nanometer
        mi 1609.344 mile
        yd 0.9144 yard
        ft 0.3048 foot feet
        in 0.0254 inch inches
        nmi 1852 nauticalmile
        au 149597870700 astronomicalunit
        ly 9460730472580800 lightyear
    """,
    "mass": """
        kg 1 kilogram kilo kilogramme
        g 0.001 gram gramme
        mg 1e-6 milligram milligramme
        μg 1e-9 ug mcg microgram
        t 1000 tonne metricton
        lb 0.45359237 pound
        oz 0.028349523125 ounce
        st 6.35029318 stone
        ct 0.0002 carat
        short-ton 907.18474 shortton
        long-ton 1016.0469088 longton
    """,
    "volume": """
        l 1 litre liter
        ml 0.001 millilitre milliliter
        cl 0.01 centilitre centiliter
        dl 0.1 decilitre deciliter
        hl 100 hectolitre hectoliter
        m3 1000
        dm3 1
        cm3 0.001 cc ccm
        mm3 1e-6
        US-gal 3.785411784 usgal gal gallon usgallon
        US-qt 0.946352946 usqt qt quart
        US-pt 0.473176473 uspt pt pint uspint
        US-cup 0.2365882365 uscup cup
        US-fl-oz 0.0295735295625 usfloz floz fluidounce
        US-tbsp 0.01478676478125 ustbsp tbsp tablespoon
        US-tsp 0.00492892159375 ustsp tsp teaspoon
        UK-gal 4.54609 ukgal ukgallon imperialgallon impgal
        UK-pt 0.56826125 ukpt ukpint imperialpint
        UK-fl-oz 0.0284130625 ukfloz
        ft3 28.316846592
        in3 0.016387064
        yd3 764.554857984
    """,
    "area": """
        m2 1 qm
        km2 1000000
        dm2 0.01
        cm2 0.0001
        mm2 1e-6
        ha 10000 hectare
        acre 4046.8564224 ac
        mi2 2589988.110336
        yd2 0.83612736
        ft2 0.09290304
        in2 0.00064516
    """,
    "speed": """
        m/s 1 mps metrespersecond meterspersecond
        km/h 5/18 kmh kph kmph kilometresperhour kilometersperhour
        mph 0.44704 mi/h milesperhour mileperhour
        kn 463/900 knot kt
        ft/s 0.3048 fps feetpersecond
    """,
    "data": """
        B 1 byte
        bit 1/8
        kB 1000 kb kilobyte
        MB 1e6 mb megabyte
        GB 1e9 gb gigabyte
        TB 1e12 tb terabyte
        PB 1e15 pb petabyte
        KiB 1024 kib kibibyte
        MiB 1048576 mib mebibyte
        GiB 1073741824 gib gibibyte
        TiB 1099511627776 tib tebibyte
        PiB 1125899906842624 pib pebibyte
        kbit 125 kilobit
        Mbit 125000 mbit megabit
        Gbit 125000000 gbit gigabit
        Tbit 125000000000 tbit terabit
    """,
    "time": """
        s 1 sec second
        ms 0.001 msec millisecond
        μs 1e-6 us microsecond
        ns 1e-9 nanosecond
        min 60 minute
        h 3600 hour hr
        d 86400 day
        wk 604800 week w
        average-month 2629746 averagemonth month
        average-year 31556952 averageyear year yr
    """,
    "pressure": """
        Pa 1 pa pascal
        hPa 100 hpa hectopascal
        kPa 1000 kpa kilopascal
        MPa 1000000 megapascal
        bar 100000
        mbar 100 millibar
        atm 101325 atmosphere
        psi 8896443230521/1290320000
        mmHg 133.322387415 mmhg
        Torr 20265/152 torr
        inHg 3386.389 inhg
    """,
    "energy": """
        J 1 j joule
        kJ 1000 kj kilojoule
        MJ 1000000 megajoule
        cal 4.184 calorie
        kcal 4184 kilocalorie Cal
        Wh 3600 wh watthour
        kWh 3600000 kwh kilowatthour
        MWh 3600000000 megawatthour
        BTU 1055.05585262 btu
        eV 1.602176634e-19 ev electronvolt
    """,
    "temperature": """
        K 1 k kelvin
        °C 1 +273.15 c °c ℃ celsius degc degreecelsius degreescelsius centigrade
        °F 5/9 +45967/180 f °f ℉ fahrenheit degf degreefahrenheit degreesfahrenheit
        °R 5/9 °r rankine
    """,
}
